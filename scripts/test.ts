import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';
import { ensureBuild } from './lib/build';
import { ensureChromium } from './lib/chromium';
import { startE2eHub } from './lib/e2e-hub';
import { DATA_DIR } from './lib/paths';
import { runAsync } from './lib/processes';
import { acquireServices, type Services } from './lib/services';

/** `npm test`: every check there is, on this machine, ending with `N passed, N failed` (contract.md 1). */

/** `failures`: the name of each failed test and what it said first. */
type Outcome = { passed: number; failed: number; failures?: string[] };

const reportDir = join(DATA_DIR, 'reports');
mkdirSync(reportDir, { recursive: true });
const total = { passed: 0, failed: 0, failures: [] as string[] };

async function step(name: string, work: () => Promise<Outcome>): Promise<boolean> {
  console.log(`\n— ${name}`);
  const startedAt = performance.now();
  let outcome: Outcome;
  try {
    outcome = await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    outcome = { passed: 0, failed: 1 };
  }
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  if (outcome.failed > 0) total.failures.push(...(outcome.failures ?? [name]));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${name}: ${outcome.passed} ok, ${outcome.failed} not ok (${seconds} s)`);
  return outcome.failed === 0;
}

/** One check that a program's exit code decides. */
async function check(program: string, args: string[]): Promise<Outcome> {
  return (await runAsync(program, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

const playwrightSpec = z.object({
  file: z.string(),
  title: z.string(),
  ok: z.boolean(),
  tests: z.array(
    z.object({ results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })) }),
  ),
});
const playwrightSuite = z.object({
  specs: z.array(playwrightSpec).optional(),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(playwrightSuite),
});

/** One failure as a line or a few: where, what, and the beginning of what it said, without colours. */
function failure(where: string, title: string, message = ''): string {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return [`${where} › ${title}`, ...lines.slice(0, 6).map((line) => `    ${line.slice(0, 300)}`)].join('\n');
}

function failuresOfVitest({ testResults }: z.infer<typeof vitestReport>): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter((test) => test.status !== 'passed');
    if (failed.length === 0 && status === 'failed') return [failure(file, 'the file itself', message)];
    return failed.map((test) => failure(file, test.fullName, test.failureMessages?.[0]));
  });
}

function failuresOfPlaywright(suites: z.infer<typeof playwrightSuite>[]): string[] {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ file, title, tests }) => failure(file, title, tests[0]?.results[0]?.error?.message)),
    ...failuresOfPlaywright(inner),
  ]);
}

/** Runs a test runner that writes a report; a run that ended badly without a failed test (a crash) counts as one. */
async function runTests(
  program: string,
  args: string[],
  env: Record<string, string>,
  reportFile: string,
  read: (report: unknown) => Outcome,
): Promise<Outcome> {
  rmSync(reportFile, { force: true });
  const code = await runAsync(program, args, env);
  const outcome = existsSync(reportFile)
    ? read(JSON.parse(readFileSync(reportFile, 'utf8')))
    : { passed: 0, failed: 0 };
  const isUnexplained = code !== 0 && outcome.failed === 0;
  const isEmpty = outcome.passed + outcome.failed === 0;
  if (!isUnexplained && !isEmpty) return outcome;
  const failures = [...(outcome.failures ?? []), `${program} ended with code ${code}`];
  return { ...outcome, failed: outcome.failed + 1, failures };
}

let services: Services | undefined;
try {
  await step('types', () => check('tsc', ['--noEmit', '-p', '.']));
  await step('lint', () => check('biome', ['check', '--error-on-warnings']));
  // Each of the two takes one core.
  const rooms = ['app', 'components', 'lib', 'worker', 'demo', 'scripts'];
  await Promise.all([
    step('structure', () => check('depcruise', ['--config', '.dependency-cruiser.mjs', ...rooms])),
    step('unused code', () => check('knip', ['--no-progress'])),
  ]);

  services = await acquireServices();
  await step('unit and integration tests', () => runVitest('unit', 'integration'));

  const isBuilt = await step('build', async () => {
    await ensureBuild();
    return { passed: 1, failed: 0 };
  });
  if (isBuilt) {
    await step('tests in the browser', () => runBrowserTests(services?.databaseUrl ?? ''));
    await step('faults', () => runVitest('faults'));
  }
} finally {
  await services?.release();
}
// Once more at the end, as what is kept of a long output is often only its end.
for (const line of total.failures) console.log(`\nnot ok: ${line}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

async function runVitest(...projects: string[]): Promise<Outcome> {
  const reportFile = join(reportDir, `vitest-${projects.join('-')}.json`);
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const selected = projects.flatMap((project) => ['--project', project]);
  // Each file of tests is a process of its own, which need not compile its libraries again.
  const env = { NODE_COMPILE_CACHE: join(DATA_DIR, 'compile-cache') };
  return runTests('vitest', [...args, ...selected], env, reportFile, (report) => {
    const read = vitestReport.parse(report);
    return {
      passed: read.numPassedTests,
      failed: read.numFailedTests + read.numPendingTests,
      failures: failuresOfVitest(read),
    };
  });
}

async function runBrowserTests(databaseUrl: string): Promise<Outcome> {
  const chromium = ensureChromium();
  const directory = mkdtempSync(join(tmpdir(), 'hub-e2e-'));
  const hub = await startE2eHub({ serverUrl: databaseUrl, directory });
  try {
    const reportFile = join(reportDir, 'playwright.json');
    const env = {
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile,
      ...hub.env,
    };
    return await runTests('playwright', ['test', '--reporter=list,json'], env, reportFile, (report) => {
      const { stats, suites } = playwrightReport.parse(report);
      const failed = stats.unexpected + stats.flaky + stats.skipped;
      return { passed: stats.expected, failed, failures: failuresOfPlaywright(suites) };
    });
  } finally {
    await hub.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
