import { parseArgs } from 'node:util';
import { closeDatabases, getDatabase } from '../lib/db/handles';
import type { Actor } from '../lib/platform/audit/write-audit';
import { clearSignInFailures } from '../lib/platform/auth/sign-in-lock';
import { createUser, makeOneTimePassword, setPassword, USER_ROLES, type UserRole } from '../lib/platform/auth/users';
import { AppError, describeError } from '../lib/platform/errors/errors';
import { closeRedisConnections } from '../lib/platform/redis/redis';

const USAGE = `Usage:
  npm run user -- create EMAIL --role admin|manager|viewer [--name NAME] [--pay]
  npm run user -- reset EMAIL
--pay: may see what people are paid and what work costs.
Prints a one-time password alone on the last line.`;

const SHELL: Actor = { type: 'shell', id: 'shell' };

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { role: { type: 'string' }, name: { type: 'string' }, pay: { type: 'boolean', default: false } },
  });
  const [verb, email] = positionals;
  if (email === undefined || positionals.length > 2) throw new AppError('VALIDATION', USAGE);
  const password = makeOneTimePassword();
  if (verb === 'create') {
    const role = USER_ROLES.find((known): known is UserRole => known === values.role);
    if (role === undefined)
      throw new AppError('VALIDATION', `--role must be one of ${USER_ROLES.join(', ')}.\n${USAGE}`);
    const name = values.name ?? email.split('@')[0] ?? email;
    const user = { email, name, role, password, mustChangePassword: true, canSeePay: values.pay };
    await createUser(getDatabase(), user, { actor: SHELL });
    console.log(
      `${email} can sign in as ${role}${values.pay ? ', may see pay,' : ''} with this password and is asked to change it:`,
    );
  } else if (verb === 'reset') {
    await setPassword(getDatabase(), { email, password, mustChangePassword: true }, { actor: SHELL });
    await clearSignInFailures(email);
    console.log(`${email} has a new password, is asked to change it, and is signed out everywhere:`);
  } else {
    throw new AppError('VALIDATION', USAGE);
  }
  console.log(password);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof AppError ? error.message : describeError(error));
  process.exitCode = 1;
} finally {
  await closeDatabases();
  closeRedisConnections();
}
