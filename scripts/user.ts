import { parseArgs } from 'node:util';
import { getDatabase } from '../lib/db/handles';
import { getSite } from '../lib/domain/sites/queries/get-sites';
import type { Actor } from '../lib/platform/audit/write-audit';
import { USER_ROLES, type UserRole } from '../lib/platform/auth/rights';
import { clearSignInFailures } from '../lib/platform/auth/sign-in-lock';
import { getUserId, switchOffTwoFactor } from '../lib/platform/auth/user-changes';
import { createUser, makeOneTimePassword, setPassword } from '../lib/platform/auth/users';
import { currentInstant } from '../lib/platform/time/clock';
import { CommandError } from './lib/command-error';

const USAGE = `Usage:
  npm run user -- create EMAIL --role admin|manager|viewer [--name NAME] [--pay] [--site CODE ...]
  npm run user -- reset EMAIL
  npm run user -- two-factor-off EMAIL
--pay: may see what people are paid and what work costs. --site: sees this site only; may be given several times.
create and reset print a one-time password alone on the last line; two-factor-off is for who lost the phone.`;

const SHELL: Actor = { type: 'shell', id: 'shell' };

/** Adds a person who can sign in, gives one a new password and prints it, or takes a lost second factor off. Throws CommandError on bad arguments. */
export async function main(args: string[]): Promise<void> {
  const { positionals, values } = parse(args);
  const [verb, email] = positionals;
  if (email === undefined || positionals.length > 2) throw new CommandError(USAGE);
  const password = makeOneTimePassword();
  if (verb === 'create') {
    const role = USER_ROLES.find((known): known is UserRole => known === values.role);
    if (role === undefined) throw new CommandError(`--role must be one of ${USER_ROLES.join(', ')}.\n${USAGE}`);
    const name = values.name ?? email.split('@')[0] ?? email;
    const sites = await Promise.all((values.site ?? []).map((code) => getSite(getDatabase(), code)));
    const siteIds = sites.length === 0 ? null : sites.map(({ id }) => id);
    const user = { email, name, role, password, mustChangePassword: true, canSeePay: values.pay, siteIds };
    await createUser(getDatabase(), user, { actor: SHELL });
    const rights = `${role}${values.pay ? ', may see pay,' : ''}`;
    console.log(`${email} can sign in as ${rights} with this password and is asked to change it:`);
  } else if (verb === 'reset') {
    await setPassword(getDatabase(), { email, password, mustChangePassword: true }, { actor: SHELL });
    await clearSignInFailures(email);
    console.log(`${email} has a new password, is asked to change it, and is signed out everywhere:`);
  } else if (verb === 'two-factor-off') {
    const order = { userId: await getUserId(getDatabase(), email), actor: SHELL, now: currentInstant() };
    await switchOffTwoFactor(getDatabase(), order);
    console.log(`${email} has no second factor any more, and is signed out everywhere.`);
    return;
  } else {
    throw new CommandError(USAGE);
  }
  console.log(password);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        name: { type: 'string' },
        pay: { type: 'boolean', default: false },
        site: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new CommandError(USAGE, { cause: error });
  }
}
