import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../lib/db/client';
import { explainDatabaseTrouble } from '../lib/db/errors';
import { migrateDatabase } from '../lib/db/migrate';
import { type Env, EnvError, parseEnv } from '../lib/platform/env/env';
import { describeError } from '../lib/platform/errors/errors';
import { ensureBuild } from './lib/build';
import { checkEnvironment, pointEnvironmentAt } from './lib/command';
import { CommandError } from './lib/command-error';
import {
  chooseDemoConnecteam,
  type DemoFloorProcess,
  forgetDemoConnecteam,
  isDemoWanted,
  startDemoFloor,
} from './lib/demo';
import { ensureFirstAdmin, ensureFirstSite } from './lib/first-steps';
import { becomeOnlyStart, type OnlyStart } from './lib/only-start';
import { type HeldPort, holdPort, waitUntil } from './lib/processes';
import { keptSecret } from './lib/secrets';
import { acquireServices, type Services } from './lib/services';
import { endOrphans, SupervisedProcess, stopSupervisedProcesses } from './lib/supervisor';

/** `npm start`: everything from a fresh checkout to a running hub (contract.md 1). */

/** `npm run dev`: the same with reload, and no build. */
const isDev = process.argv.includes('--dev');
const DEFAULT_PORT = 3000;
const PORTS_TO_TRY = 50;

let services: Promise<Services> | undefined;
let isStopping = false;
let isDemoChosen = false;
let onlyStart: OnlyStart | undefined;

async function stopEverything(exitCode: number): Promise<never> {
  if (!isStopping) {
    isStopping = true;
    if (isDemoChosen) forgetDemoConnecteam();
    await stopSupervisedProcesses();
    // Also when they are just being started; what went wrong with that is reported where it was asked for.
    const started = await services?.catch(() => undefined);
    await started?.release();
    onlyStart?.release();
    process.exit(exitCode);
  }
  return new Promise<never>(() => undefined);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!isStopping) console.log('\nStopping …');
    void stopEverything(0);
  });
}

try {
  await start();
} catch (error) {
  // What is cut off by being stopped is not worth a word.
  if (!isStopping) console.error(error instanceof EnvError ? error.message : describeError(error));
  await stopEverything(1);
}

async function start(): Promise<void> {
  const isDemo = isDemoWanted();
  process.env.DEMO_MODE = String(isDemo);
  process.env.AUTH_SECRET ||= keptSecret('auth-secret');
  checkEnvironment();
  const host = process.env.HOST || '127.0.0.1';
  onlyStart = await becomeOnlyStart();
  await endOrphans();
  // Held until the web server takes it: another hub that is being started at this moment chooses another one.
  const held = await choosePort(host);
  const { port } = held;
  forgetDemoConnecteam();
  if (isDemo) {
    isDemoChosen = true;
    Object.assign(process.env, await chooseDemoConnecteam());
  }
  const ownAddress = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  process.env.PORT = String(port);
  process.env.BASE_URL ||= `http://localhost:${port}`;
  onlyStart.tellAddress(process.env.BASE_URL);

  services = acquireServices({ database: isDemo ? 'hub_demo' : 'hub' });
  pointEnvironmentAt(await services);
  const env = parseEnv(process.env);
  const { site, firstLogin } = await prepareDatabase(env);
  if (!isDev) await ensureBuild();

  let demo: DemoFloorProcess | undefined;
  if (isDemo) {
    demo = await startDemoFloor({ hubUrl: ownAddress, site, env });
  }
  const childEnv = { NODE_ENV: isDev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' };
  await held.letGo();
  new SupervisedProcess({
    name: 'The web server',
    program: 'next',
    args: [isDev ? 'dev' : 'start', '-p', String(port), '-H', host],
    env: childEnv,
    onLine: () => undefined, // Next.js prints its banner there; what matters is in our log
  });
  await waitUntil(() => isReady(ownAddress), 60_000, 'the web server');
  if (isStopping) return;
  if (env.REDIS_ENABLED) {
    new SupervisedProcess({
      name: 'The worker',
      program: isDev ? 'tsx' : process.execPath,
      args: isDev ? ['watch', 'worker/main.ts'] : ['--import', 'tsx', 'worker/main.ts'],
      env: childEnv,
    });
  }

  console.log(`\nThe hub is running: ${process.env.BASE_URL}`);
  if (firstLogin !== null) {
    console.log(`First sign-in: ${firstLogin.email}`);
    console.log(`One-time password (shown only now): ${firstLogin.password}`);
  }
  if (demo !== undefined) {
    console.log(
      'No Connecteam credentials are set, so an invented demo floor is working. See README, "Connecting Connecteam".',
    );
  }
  console.log('Ctrl-C stops everything.\n');
  await demo?.settleIn();
}

async function choosePort(host: string): Promise<HeldPort> {
  const asked = process.env.PORT;
  if (asked) {
    const port = Number(asked);
    const held = await holdPort(port, host);
    if (held !== null) return held;
    throw new Error(`Port ${port} of ${host}, asked for with PORT, is in use. Free it, or set PORT to another one.`);
  }
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + PORTS_TO_TRY; port++) {
    const held = await holdPort(port, host);
    if (held !== null) return held;
  }
  throw new Error(
    `No port from ${DEFAULT_PORT} to ${DEFAULT_PORT + PORTS_TO_TRY - 1} is free. Set PORT to a free one.`,
  );
}

async function prepareDatabase(env: Env) {
  const database = openDatabase({
    url: env.DATABASE_URL,
    poolSize: 2,
    connectTimeoutMillis: env.DB_CONNECT_TIMEOUT_MS,
  });
  try {
    await migrateDatabase(database);
    const site = await ensureFirstSite(database, env);
    return { site, firstLogin: await ensureFirstAdmin(database) };
  } catch (error) {
    throw new CommandError(explainDatabaseTrouble(env.DATABASE_URL, error));
  } finally {
    await database.close();
  }
}

async function isReady(address: string): Promise<boolean> {
  if (isStopping) return true;
  try {
    const response = await fetch(`${address}/api/health/readiness`, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    await pause(100);
    return false;
  }
}
