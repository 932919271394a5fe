import { parseArgs } from 'node:util';
import { getDatabase } from '../lib/db/handles';
import { getSite } from '../lib/domain/sites/queries/get-sites';
import { getEnv } from '../lib/platform/env/env';
import { JobIncompleteError } from '../lib/platform/jobs/job-runs';
import { isIsoDay } from '../lib/platform/time/business-day';
import { findJob, JOBS } from '../worker/jobs/index';
import { performJob } from '../worker/perform';
import { CommandError } from './lib/command-error';
import { ensureFirstSite } from './lib/first-steps';

/** How long a run ordered by a person waits for one under way (sync.md, Quota and trouble). */
const WAIT_SECONDS = 60;

/** `npm run job -- NAME [--site CODE] [--from DATE] [--to DATE]`: one job once; its counts are the last line, as JSON. */
export async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      site: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      'create-people': { type: 'boolean' },
    },
  });
  const [name] = positionals;
  const job = name === undefined ? undefined : findJob(name);
  if (job === undefined) {
    const known = JOBS.map((one) => one.name).join(', ');
    throw new CommandError(
      `Usage: npm run job -- NAME [--site CODE] [--from DATE] [--to DATE]. NAME is one of ${known}.`,
    );
  }
  for (const option of ['from', 'to'] as const) {
    const value = values[option];
    if (value !== undefined && !isIsoDay(value)) throw new CommandError(`--${option} must be a date, YYYY-MM-DD.`);
  }
  if (values.from !== undefined && values.to !== undefined && values.from > values.to) {
    throw new CommandError('--from must not be after --to.');
  }
  const isEnabled = job.isEnabled(getEnv());
  if (isEnabled !== true) throw new CommandError(`${job.name} cannot run: ${isEnabled}`);
  await ensureFirstSite(getDatabase(), getEnv());
  const site = await getSite(getDatabase(), values.site);
  try {
    const outcome = await performJob(job, site, {
      kind: 'ordered',
      options: { from: values.from, to: values.to, createPeople: values['create-people'] },
      waitSeconds: WAIT_SECONDS,
    });
    if (outcome.outcome === 'busy') throw new CommandError(outcome.message);
    console.log(JSON.stringify(outcome.outcome === 'done' ? outcome.counts : {}));
  } catch (error) {
    if (!(error instanceof JobIncompleteError)) throw error;
    console.error(error.message);
    console.log(JSON.stringify(error.counts));
    throw new CommandError(`${job.name} did not finish.`);
  }
}
