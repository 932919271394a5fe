import type { Operation } from './document';
import type { JsonSchema } from './json-schema';

const TEXTS: Record<string, string> = { date: '2026-03-09', 'date-time': '2026-03-09T14:05:00Z' };

/** A value that a schema takes, with all that is required in it and nothing else. */
export function exampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return exampleOf(choice);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name));
      return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field)]));
    }
    case 'array':
      return (schema.minItems ?? 0) > 0 ? [exampleOf(schema.items ?? {})] : [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 12;
    case 'boolean':
      return true;
    case 'string':
      return TEXTS[schema.format ?? ''] ?? 'text';
    default:
      return null;
  }
}

/** The call as a shell command, with the key in `$HUB_KEY`, or the cookie of a session in `$HUB_COOKIE`. */
export function curlOf(method: string, path: string, operation: Operation, origin: string): string {
  const address = operation.parameters
    .filter((one) => one.in === 'path')
    .reduce((text, { name, schema }) => text.replace(`{${name}}`, String(exampleOf(schema))), path);
  const query = operation.parameters
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema)))}`)
    .join('&');
  const body = operation.requestBody?.content['application/json']?.schema;
  const isForAnybody = operation.security.some((way) => Object.keys(way).length === 0);
  const takesKey = operation.security.some((way) => 'apiKey' in way);
  const parts = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}'${origin}${address}${query === '' ? '' : `?${query}`}'`,
    ...(takesKey ? ['-H "X-API-Key: $HUB_KEY"'] : []),
    ...(takesKey || isForAnybody ? [] : ['-H "Cookie: $HUB_COOKIE"']),
    ...(takesKey || isForAnybody || method === 'get' ? [] : [`-H 'Origin: ${origin}'`]),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(exampleOf(body))}'`]),
  ];
  return parts.join(' \\\n  ');
}
