import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { apiDocument } from '@/app/api/document';

/** Every reference leads somewhere, every value of the path is described, every body and answer has a schema. */
it('hangs together', () => {
  const document = apiDocument();
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
  for (const [, path = ''] of references) {
    const target = path.split('/').reduce<unknown>((at, key) => Reflect.get(Object(at), key), document);
    expect(target, path).toBeTypeOf('object');
  }
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const operation of Object.values(operations)) {
      const inPath = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      for (const parameter of operation.parameters) expect(Object.keys(parameter.schema), path).not.toEqual([]);
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
    }
  }
});

it('is valid under a public validator of OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(apiDocument())));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});
