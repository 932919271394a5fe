// First step of `npm start` and `npm test`: plain JavaScript for whatever Node is there (20.9 or newer), before any
// package is installed. It installs the packages and goes on in TypeScript under the Node that they pin.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [command, ...args] = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Node 20.9 or newer is needed, this is ${process.versions.node}. See https://nodejs.org.`);
  process.exit(1);
}
process.chdir(root);

const pinnedNode = join(root, 'node_modules', 'node', 'bin', 'node');
const stampFile = join(root, 'node_modules', '.installed-from');
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const isInstalled = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted && existsSync(pinnedNode);
if (!isInstalled) {
  console.log('Installing packages …');
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (install.status !== 0 || !existsSync(pinnedNode)) {
    console.error('npm ci did not finish: is the npm registry reachable? Run `npm ci` to see why.');
    process.exit(1);
  }
  writeFileSync(stampFile, wanted);
}
mkdirSync(process.env.HUB_DATA_DIR || join(root, '.data'), { recursive: true, mode: 0o700 });

const settings = existsSync(join(root, '.env')) ? ['--env-file=.env'] : [];
const child = spawn(pinnedNode, [...settings, '--import', 'tsx', join(root, 'scripts', `${command}.ts`), ...args], {
  stdio: 'inherit',
  env: {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
  },
});
// Ctrl-C in a terminal reaches the whole group, so also the child; a signal sent to us alone is passed on. npm's shell does
// not pass signals on at all: when it is gone, so are we.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500);
child.on('exit', (code, signal) => {
  clearInterval(watch);
  process.exit(code ?? (signal === null ? 1 : 130));
});
