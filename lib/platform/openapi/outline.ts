import type { JsonSchema } from './json-schema';

/**
 * A schema as text for people, e.g.
 * `{ rank: integer, name: string, department: string | null, parts?: [{ items: integer }] }` over several lines.
 */
export function outlineOf(schema: JsonSchema, indent = ''): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined) {
    return choices.map((choice) => outlineOf(choice, indent)).join(schema.allOf === undefined ? ' | ' : ' & ');
  }
  if (Array.isArray(schema.type)) return schema.type.map((type) => outlineOf({ ...schema, type }, indent)).join(' | ');
  if (schema.type === 'array') return `[${outlineOf(schema.items ?? {}, indent)}]`;
  if (schema.type === 'object') return objectOutline(schema, indent);
  if (schema.type === undefined) return 'anything';
  return schema.format === undefined || schema.type === 'integer' ? schema.type : `${schema.type} (${schema.format})`;
}

function objectOutline({ properties, required = [], additionalProperties }: JsonSchema, indent: string): string {
  if (properties === undefined || Object.keys(properties).length === 0) {
    const values = typeof additionalProperties === 'object' ? outlineOf(additionalProperties, indent) : undefined;
    return values === undefined ? '{}' : `{ [name]: ${values} }`;
  }
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, field]) => `${inner}${name}${required.includes(name) ? '' : '?'}: ${outlineOf(field, inner)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** What may be said of a parameter in a line, e.g. `integer, 1 to 500, 100 unless sent`. */
export function limitsOf(schema: JsonSchema): string {
  const { minimum, exclusiveMinimum, maximum, maxLength, default: unlessSent } = schema;
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  return [
    outlineOf(schema),
    ...(least !== undefined && maximum !== undefined ? [`${least} to ${maximum}`] : []),
    ...(least !== undefined && maximum === undefined ? [`at least ${least}`] : []),
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(unlessSent === undefined || unlessSent === '' ? [] : [`${String(unlessSent)} unless sent`]),
  ].join(', ');
}
