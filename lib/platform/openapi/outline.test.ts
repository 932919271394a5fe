import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Operation } from './document';
import { curlOf, exampleOf } from './example';
import { jsonSchemaOf } from './json-schema';
import { limitsOf, outlineOf } from './outline';

const schema = jsonSchemaOf(
  z.object({
    day: z.iso.date(),
    count: z.number().int().nullable(),
    kind: z.enum(['a', 'b']),
    parts: z.array(z.object({ name: z.string().optional() })),
    more: z.record(z.string(), z.unknown()),
  }),
  'output',
);

describe('a schema for people', () => {
  it('is outlined with its names, kinds and what may be missing', () => {
    expect(outlineOf(schema)).toBe(
      [
        '{',
        '  day: string (date),',
        '  count: integer | null,',
        '  kind: "a" | "b",',
        '  parts: [{',
        '    name?: string',
        '  }],',
        '  more: { [name]: anything }',
        '}',
      ].join('\n'),
    );
  });

  it('tells the limits of a parameter in a line', () => {
    const limit = z.coerce.number().int().min(1).max(500).default(100);
    expect(limitsOf(jsonSchemaOf(limit, 'input'))).toBe('integer, 1 to 500, 100 unless sent');
    expect(limitsOf(jsonSchemaOf(z.coerce.number().int().positive(), 'input'))).toBe('integer, at least 1');
    expect(limitsOf(jsonSchemaOf(z.string().max(20), 'input'))).toBe('string, at most 20 characters');
  });

  it('has an example that it takes', () => {
    expect(exampleOf(schema)).toEqual({ day: '2026-03-09', count: 12, kind: 'a', parts: [], more: {} });
  });
});

describe('an example call', () => {
  const operation: Operation = {
    operationId: 'x',
    summary: 'x',
    description: 'x',
    tags: ['x'],
    security: [{ apiKey: [] }, { session: [] }],
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
      { name: 'from', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer' } },
    ],
    responses: {},
  };

  it('has what is required, and a key where one will do', () => {
    expect(curlOf('get', '/api/x/{id}', operation, 'https://hub')).toBe(
      `curl 'https://hub/api/x/1?from=2026-03-09' \\\n  -H "X-API-Key: $HUB_KEY"`,
    );
  });

  it('has the session, the origin and the body where they are needed', () => {
    const content = { 'application/json': { schema: jsonSchemaOf(z.object({ note: z.string() }), 'input') } };
    const write: Operation = {
      ...operation,
      security: [{ session: [] }],
      parameters: [],
      requestBody: { required: true, content },
    };
    expect(curlOf('post', '/api/x', write, 'https://hub').split(' \\\n  ')).toEqual([
      "curl -X POST 'https://hub/api/x'",
      '-H "Cookie: $HUB_COOKIE"',
      "-H 'Origin: https://hub'",
      "-H 'Content-Type: application/json'",
      `-d '{"note":"text"}'`,
    ]);
  });
});
