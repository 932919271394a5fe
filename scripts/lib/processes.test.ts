import { expect, it } from 'vitest';
import { freePort, holdPort } from './processes';

it('holds a port against everybody until it is let go', async () => {
  const port = await freePort();
  const held = await holdPort(port, '127.0.0.1');
  expect(held?.port).toBe(port);
  expect(await holdPort(port, '127.0.0.1')).toBeNull();
  await held?.letGo();
  const again = await holdPort(port, '127.0.0.1');
  expect(again).not.toBeNull();
  await again?.letGo();
});
