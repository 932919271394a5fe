import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type CsvError, parse } from 'csv-parse';
import * as z from 'zod';
import { getDatabase } from '../lib/db/handles';
import { storeActivities } from '../lib/domain/activities/mutations';
import { MAX_BATCH_ROWS } from '../lib/domain/activities/schema';
import { getSite } from '../lib/domain/sites/queries/get-sites';
import type { Site } from '../lib/domain/sites/schema';
import { getEnv } from '../lib/platform/env/env';
import { wakeJob } from '../lib/platform/queue/wake';
import { currentInstant } from '../lib/platform/time/clock';
import { CommandError } from './lib/command-error';
import { ensureFirstSite } from './lib/first-steps';

const USAGE = `Usage: npm run import -- activities FILE.csv [--site CODE]
The file is UTF-8 with commas and a header: reference_id, activity_type, items_count, window_start, window_end, at least
one of user_email, user_name, external_id, and if wanted source (csv). Times are like 2026-03-09T14:05:00Z.`;

const REQUIRED_COLUMNS = ['referenceId', 'activityType', 'itemsCount', 'windowStart', 'windowEnd'];
const IDENTITY_COLUMNS = ['userEmail', 'userName', 'externalId'];
const KNOWN_COLUMNS = [...REQUIRED_COLUMNS, ...IDENTITY_COLUMNS, 'source'];
/** `referenceid` is how `referenceId`, `reference_id` and `Reference ID` are compared. */
const COLUMN_BY_PLAIN_NAME = new Map(KNOWN_COLUMNS.map((column) => [column.toLowerCase(), column]));

/** A line of the file: its fields, or what is wrong with it as a line. */
type Line = { line: number; row: Record<string, string> } | { line: number; problem: string };
type Totals = { accepted: number; updated: number; duplicates: number; rejected: number };

const lineSchema = z.object({
  info: z.object({ lines: z.number(), invalid_field_length: z.number() }),
  record: z.record(z.string(), z.string()),
});

/**
 * `import activities FILE.csv [--site CODE]`: stores scans from a file of any size, in batches. Prints the counts and
 * every line that was refused, and why. The same file again changes nothing.
 * Throws CommandError when the file cannot be read or a line was refused.
 */
export async function main(args: string[]): Promise<void> {
  const { file, siteCode } = readArguments(args);
  await access(file).catch((error: unknown) => {
    throw new CommandError(`The file ${file} cannot be read.`, { cause: error });
  });
  await ensureFirstSite(getDatabase(), getEnv());
  const site = await getSite(getDatabase(), siteCode);
  const totals: Totals = { accepted: 0, updated: 0, duplicates: 0, rejected: 0 };
  try {
    for await (const batch of batchesOf(readLines(file))) {
      const problems = await storeBatch(site, batch, totals);
      totals.rejected += problems.length;
      for (const { line, problem } of problems) console.log(`line ${line}: ${problem}`);
    }
  } finally {
    console.log(
      Object.entries(totals)
        .map(([name, count]) => `${count} ${name}`)
        .join(', '),
    );
    if (totals.accepted + totals.updated > 0) await wakeJob('drain-scores', site.code);
  }
  if (totals.rejected > 0) {
    throw new CommandError(`${totals.rejected} lines were not stored; mend them and import the file again.`);
  }
}

/** Stores the good lines and returns the others, in the order of the file. */
async function storeBatch(site: Site, batch: Line[], totals: Totals): Promise<{ line: number; problem: string }[]> {
  const lines = batch.flatMap((one) => ('row' in one ? [one] : []));
  const result = await storeActivities(getDatabase(), {
    site,
    source: 'csv',
    rows: lines.map(({ row }) => toActivity(row)),
    now: currentInstant(),
    actor: { type: 'shell', id: 'import' },
  });
  totals.accepted += result.accepted;
  totals.updated += result.updated;
  totals.duplicates += result.duplicates;
  const refused = result.rejected.map(({ index, code, message }) => ({
    line: lines[index]?.line ?? 0,
    problem: `${code}: ${message}`,
  }));
  const unreadable = batch.flatMap((one) => ('problem' in one ? [one] : []));
  return [...refused, ...unreadable].sort((a, b) => a.line - b.line);
}

/** The file's lines one after the other. Broken quotes end the reading: who knows how many lines they swallow. */
async function* readLines(file: string): AsyncGenerator<Line> {
  let broken: { line: number; problem: string } | undefined;
  const parser = parse({
    bom: true,
    columns: readHeader,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // An error that is thrown takes the lines with it that were read before and not yet handed out.
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      broken ??= { line: parser.info.lines, problem: `not CSV (${error?.message}); from here on nothing was read` };
      return undefined;
    },
  });
  const stream = createReadStream(file);
  stream.on('error', (error) => parser.destroy(error));
  stream.pipe(parser);
  let oddLines = 0;
  for await (const entry of parser) {
    const { info, record } = lineSchema.parse(entry);
    if (broken !== undefined && info.lines >= broken.line) break;
    if (info.invalid_field_length === oddLines) yield { line: info.lines, row: record };
    else yield { line: info.lines, problem: 'fields: there are more or fewer than in the header' };
    oddLines = info.invalid_field_length;
  }
  if (broken !== undefined) yield broken;
}

async function* batchesOf(lines: AsyncGenerator<Line>): AsyncGenerator<Line[]> {
  let batch: Line[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < MAX_BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Our names of the file's columns; those that mean nothing to us are left out. */
function readHeader(header: string[]): (string | false)[] {
  const columns = header.map((name) => COLUMN_BY_PLAIN_NAME.get(name.replace(/[\s_-]/g, '').toLowerCase()) ?? false);
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  const twice = columns.find((column, index) => column !== false && columns.indexOf(column) !== index);
  if (missing.length > 0) throw new CommandError(`The file lacks ${missing.join(', ')}.\n${USAGE}`);
  if (twice !== undefined) throw new CommandError(`The file has the column ${twice} twice.`);
  if (!IDENTITY_COLUMNS.some((column) => columns.includes(column))) {
    throw new CommandError(`The file does not say whose work it is: it needs one of ${IDENTITY_COLUMNS.join(', ')}.`);
  }
  return columns;
}

function toActivity(row: Record<string, string>): Record<string, unknown> {
  const filled = Object.fromEntries(Object.entries(row).filter(([, value]) => value.trim() !== ''));
  const count = filled.itemsCount?.trim();
  return { ...filled, ...(count !== undefined && /^-?\d+$/.test(count) ? { itemsCount: Number(count) } : {}) };
}

function readArguments(args: string[]): { file: string; siteCode: string | undefined } {
  const { values, positionals } = parseOptions(args);
  const [what, file, ...rest] = positionals;
  if (what !== 'activities' || file === undefined || rest.length > 0) throw new CommandError(USAGE);
  return { file, siteCode: values.site };
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { site: { type: 'string' } } });
  } catch (error) {
    throw new CommandError(USAGE, { cause: error });
  }
}
