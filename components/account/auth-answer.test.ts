import { expect, it } from 'vitest';
import { authAnswer } from './auth-answer';

const read = (body: unknown) => authAnswer(new Response(JSON.stringify(body)));

it('reads what is there and of the right kind', async () => {
  const whole = { code: 'C', message: 'M', twoFactorRedirect: true, totpURI: 'otpauth://x', backupCodes: ['a', 'b'] };
  expect(await read({ ...whole, token: 'secret' })).toEqual(whole);
  expect(await read({ code: 7, twoFactorRedirect: 'yes', backupCodes: ['a', 1] })).toEqual({});
  expect(await read(null)).toEqual({});
  expect(await authAnswer(new Response('no JSON'))).toEqual({});
});
