import { BENCH_DATABASE } from '../bench/year-data';
import { getEnv } from '../lib/platform/env/env';
import { CommandError } from './lib/command-error';
import { runAsync } from './lib/processes';

/**
 * `npm run bench [-- SECTION …]`: the performance report, measured on a database of its own beside the hub's, in a process of its own
 * that knows no other database and no Redis. Figures that miss their target are shown as such and do not fail the command.
 */
export async function main(sections: string[]): Promise<void> {
  const url = new URL(getEnv().DATABASE_URL);
  url.pathname = `/${BENCH_DATABASE}`;
  const env = { DATABASE_URL: url.href, REDIS_ENABLED: 'false', LOG_LEVEL: 'error' };
  const code = await runAsync(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'bench/main.ts', ...sections],
    env,
  );
  if (code !== 0) throw new CommandError('The benchmark did not finish.');
}
