import { parseArgs } from 'node:util';
import { getDatabase } from '../lib/db/handles';
import { getSite } from '../lib/domain/sites/queries/get-sites';
import { createApiKey } from '../lib/platform/auth/api-keys';
import { API_SCOPES } from '../lib/platform/auth/rights';
import { getEnv } from '../lib/platform/env/env';
import { currentInstant } from '../lib/platform/time/clock';
import { CommandError } from './lib/command-error';
import { ensureFirstSite } from './lib/first-steps';

const USAGE = 'Usage: npm run api-key -- create NAME --scope read|ingest|admin [--site CODE]';

/**
 * `api-key create NAME --scope SCOPE [--site CODE]`: makes a key and prints it, this one time, alone on the last line.
 * `--scope` may be given several times. Throws CommandError with the usage, NOT_FOUND for an unknown site.
 */
export async function main(args: string[]): Promise<void> {
  const { name, scopes, siteCode } = readArguments(args);
  await ensureFirstSite(getDatabase(), getEnv());
  const site = await getSite(getDatabase(), siteCode);
  const actor = { type: 'shell', id: 'shell' } as const;
  const { key } = await createApiKey(getDatabase(), { siteId: site.id, name, scopes, actor, now: currentInstant() });
  console.log(`Key "${name}" for the site "${site.code}" (${scopes.join(', ')}). It is shown only now:`);
  console.log(key);
}

function readArguments(args: string[]) {
  const { values, positionals } = parse(args);
  const [command, name, ...rest] = positionals;
  const given = values.scope ?? [];
  const scopes = API_SCOPES.filter((scope) => given.includes(scope));
  const isKnown = given.every((scope) => scopes.some((known) => known === scope));
  if (command !== 'create' || name === undefined || rest.length > 0 || given.length === 0 || !isKnown) {
    throw new CommandError(USAGE);
  }
  return { name, scopes, siteCode: values.site };
}

function parse(args: string[]) {
  try {
    const options = { scope: { type: 'string', multiple: true }, site: { type: 'string' } } as const;
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new CommandError(USAGE, { cause: error });
  }
}
