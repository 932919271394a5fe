import { expect, it } from 'vitest';
import { keptBody, readyBody } from './ready-body';

it('makes the body of a text once, as long as there is room', () => {
  const text = JSON.stringify({ name: 'Björn', rows: 'x'.repeat(1_000_000) });
  const body = keptBody(text);
  expect(new TextDecoder().decode(body.bytes)).toBe(text);
  expect(body.etag).toBe(readyBody(text).etag);
  expect(keptBody(`${text} `.slice(0, -1))).toBe(body);
  for (let number = 0; number < 16; number += 1) keptBody(`${number}${text}`);
  const again = keptBody(text);
  expect(again).not.toBe(body);
  expect(again).toEqual(body);
});
