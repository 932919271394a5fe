import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { ensureBuild } from './lib/build';
import { ensureChromium } from './lib/chromium';
import { startE2eHub } from './lib/e2e-hub';
import { DATA_DIR } from './lib/paths';
import { runAsync } from './lib/processes';
import { acquireServices, type Services } from './lib/services';

/** `npm test`: every check there is, on this machine, ending with `N passed, N failed` (contract.md 1). */

type Outcome = { passed: number; failed: number };

const reportDir = join(DATA_DIR, 'reports');
mkdirSync(reportDir, { recursive: true });
const total: Outcome = { passed: 0, failed: 0 };

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
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${name}: ${outcome.passed} ok, ${outcome.failed} not ok (${seconds} s)`);
  return outcome.failed === 0;
}

/** One check that a program's exit code decides. */
async function check(program: string, args: string[]): Promise<Outcome> {
  return (await runAsync(program, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

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
  return isUnexplained || isEmpty ? { ...outcome, failed: outcome.failed + 1 } : outcome;
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
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

async function runVitest(...projects: string[]): Promise<Outcome> {
  const reportFile = join(reportDir, `vitest-${projects.join('-')}.json`);
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const selected = projects.flatMap((project) => ['--project', project]);
  // Each file of tests is a process of its own, which need not compile its libraries again.
  const env = { NODE_COMPILE_CACHE: join(DATA_DIR, 'compile-cache') };
  return runTests('vitest', [...args, ...selected], env, reportFile, (report) => {
    const { numPassedTests, numFailedTests, numPendingTests } = vitestReport.parse(report);
    return { passed: numPassedTests, failed: numFailedTests + numPendingTests };
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
      const { stats } = playwrightReport.parse(report);
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
    });
  } finally {
    await hub.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
