import fc from 'fast-check';
import type { JsonSchema } from '@/lib/platform/openapi/json-schema';

/** Texts that have broken programs before. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1.5',
    '1e309',
    'NaN',
    'null',
    '[object Object]',
    '4294967296',
    '99999999999999999999',
    '\u0663',
    '\u0000',
    "' OR 1=1 -- ",
    '%00%ff',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '2026-02-30',
    '0000-00-00',
    '0001-01-01',
    '9999-12-31',
    '2999-01-01',
    '\u{1F600}',
    'x'.repeat(20_000),
    '9'.repeat(400),
    Buffer.from('[null]').toString('base64url'),
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('["x",-1,1e308,null]').toString('base64url'),
    'bm90IGpzb24',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[[[]]]], { __proto__: null }),
  fc.jsonValue({ maxDepth: 3 }),
);

const TEXTS: Record<string, fc.Arbitrary<string>> = {
  date: fc.constantFrom('2024-02-29', '2025-03-09', '2026-11-01', '2026-11-22', '2999-12-31', '1970-01-01'),
  'date-time': fc.constantFrom('2026-11-21T14:05:00Z', '2026-11-21T14:35:00.250-06:00', '1969-12-31T23:59:59Z'),
};

/** Values of the schema, or nearly: what is left out of it (such as patterns) is not kept to. */
export function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(arbitraryOf));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => arbitraryOf({ ...schema, type })));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, arbitraryOf);
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 4 });
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 2_000_000_000) });
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return TEXTS[schema.format ?? ''] ?? fc.string({ minLength: schema.minLength ?? 0, maxLength: 12 });
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Like {@link arbitraryOf} with one thing in it, or the whole, replaced by something hostile. */
export function spoiledOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const names = Object.keys(schema.properties ?? {});
  if (schema.type !== 'object' || names.length === 0) return hostileValue;
  const spoiled = fc
    .tuple(objectOf(schema, arbitraryOf), fc.constantFrom(...names, 'unknown', 'constructor'), hostileValue)
    .map(([value, name, hostile]) => ({ ...value, [name]: hostile }));
  return fc.oneof({ arbitrary: spoiled, weight: 4 }, hostileValue);
}

function objectOf(
  schema: JsonSchema,
  of: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, of(field)]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] });
}

/** The query of a URL: values of the schema, hostile ones, repeated names and names that nobody knows. */
export function queryOf(schema: JsonSchema, siteCode: string): fc.Arbitrary<URLSearchParams> {
  const known = Object.entries(schema.properties ?? {}).map(([name, field]) =>
    fc
      .oneof({ arbitrary: arbitraryOf(field).map(String), weight: 5 }, hostileText)
      .map((value): [string, string] => [name, value]),
  );
  const stranger = hostileText.map((value): [string, string] => ['stranger', value]);
  const site = fc
    .oneof({ arbitrary: fc.constant(siteCode), weight: 20 }, hostileText, fc.constant('nowhere'))
    .map((value): [string, string] => ['site', value]);
  const pairs = fc.array(fc.oneof(...known, ...(known.length === 0 ? [stranger] : [])), { maxLength: 5 });
  return fc
    .tuple(pairs, fc.option(stranger, { freq: 6, nil: undefined }), site)
    .map(([some, strange, at]) => new URLSearchParams([...some, ...(strange === undefined ? [] : [strange]), at]));
}
