import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { closeDatabases } from '../lib/db/handles';
import { userSites, users } from '../lib/db/schema/access';
import { closeRedisConnections } from '../lib/platform/redis/redis';
import { createTestSite, openTestDatabase } from '../test/database';
import { main as user } from './user';

const database = openTestDatabase();
const newEmail = () => `u-${randomBytes(6).toString('hex')}@example.com`;
const stored = async (email: string) =>
  (await database.select().from(users).where(eq(users.email, email))).map(
    ({ role, canSeePay, mustChangePassword }) => ({
      role,
      canSeePay,
      mustChangePassword,
    }),
  );

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/** The lines that a call printed. */
async function printed(args: string[]): Promise<string[]> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => lines.push(String(line)));
  try {
    await user(args);
    return lines;
  } finally {
    log.mockRestore();
  }
}

describe('npm run user', () => {
  it('adds people, who see pay only with --pay, and prints a password alone on the last line', async () => {
    const [plain, paid] = [newEmail(), newEmail()];
    expect((await printed(['create', plain, '--role', 'manager'])).at(-1)).toMatch(/^([a-z2-9]{6}-){3}[a-z2-9]{6}$/);
    const lines = await printed(['create', paid, '--role', 'manager', '--pay']);
    expect(lines[0]).toContain(`${paid} can sign in as manager, may see pay,`);
    expect(await stored(plain)).toEqual([{ role: 'manager', canSeePay: false, mustChangePassword: true }]);
    expect(await stored(paid)).toEqual([{ role: 'manager', canSeePay: true, mustChangePassword: true }]);
  });

  it('gives only the sites that are named', async () => {
    const [north, south] = [await createTestSite(database), await createTestSite(database)];
    const email = newEmail();
    await printed(['create', email, '--role', 'manager', '--site', north.code, '--site', south.code]);
    const given = await database
      .select({ siteId: userSites.siteId, allSites: users.allSites })
      .from(users)
      .innerJoin(userSites, eq(userSites.userId, users.id))
      .where(eq(users.email, email))
      .orderBy(userSites.siteId);
    expect(given).toEqual([north, south].map(({ id }) => ({ siteId: id, allSites: false })));
    const nowhere = ['create', newEmail(), '--role', 'manager', '--site', 'nowhere'];
    await expect(printed(nowhere)).rejects.toThrow('There is no site "nowhere".');
  });

  it('takes a lost second factor off', async () => {
    const email = newEmail();
    await printed(['create', email, '--role', 'admin']);
    await expect(printed(['two-factor-off', email])).rejects.toThrow('This account has no second factor.');
    await database.update(users).set({ twoFactorEnabled: true }).where(eq(users.email, email));
    expect((await printed(['two-factor-off', email])).join()).toContain('no second factor any more');
    const [user] = await database.select({ is: users.twoFactorEnabled }).from(users).where(eq(users.email, email));
    expect(user?.is).toBe(false);
  });

  it('gives a new password', async () => {
    const email = newEmail();
    const [first, second] = [await printed(['create', email, '--role', 'viewer']), await printed(['reset', email])];
    expect(second.at(-1)).not.toBe(first.at(-1));
  });

  it.each([
    [['create', 'a@example.com'], '--role must be one of'],
    [['create', 'a@example.com', '--role', 'boss'], '--role must be one of'],
    [['create', 'a@example.com', '--role', 'admin', '--salary'], 'Usage:'],
    [['delete', 'a@example.com'], 'Usage:'],
    [[], 'Usage:'],
    [['create', newEmail(), '--role', 'viewer', '--pay'], 'A viewer cannot have the right to see pay.'],
  ])('refuses %j', async (args, message) => {
    await expect(printed(args)).rejects.toThrow(message);
  });
});
