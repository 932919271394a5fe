import { expect, it } from 'vitest';
import { isSameSecret } from './same-secret';

it('is the same only when every character is', () => {
  expect(isSameSecret('s3cret', 's3cret')).toBe(true);
  for (const other of ['s3cret ', 'S3cret', 's3cre', '', 's3cret\0']) expect(isSameSecret(other, 's3cret')).toBe(false);
});
