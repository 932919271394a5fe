import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findProgram, run } from './processes';

const POLICY_FILE = '/usr/sbin/policy-rc.d';

/**
 * Makes sure one of `programs` is there, installing Debian's `aptPackage` when the system has apt-get and the rights
 * (contract.md 1). Throws with what to install or which variable to set instead.
 */
export function ensureProgram(programs: string[], aptPackage: string, instead: string): string {
  const found = findProgram(...programs);
  if (found !== null) return found;
  const aptGet = findProgram('apt-get');
  if (aptGet === null || process.getuid?.() !== 0) {
    throw new Error(
      `Neither of ${programs.join(', ')} is installed. Install it (Debian: sudo apt-get install ${aptPackage}), ${instead}.`,
    );
  }
  console.log(`Installing ${aptPackage} …`);
  // Debian starts a service it installs unless this file refuses; we want the program only.
  const ownPolicy = !existsSync(POLICY_FILE);
  if (ownPolicy) writeFileSync(POLICY_FILE, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const install = () =>
      spawnSync(aptGet, ['install', '-y', '--no-install-recommends', '-q', aptPackage], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, ...env },
      }).status === 0;
    if (!install()) {
      run(aptGet, ['update', '-q'], env);
      if (!install()) throw new Error(`Could not install ${aptPackage}: install it by hand, ${instead}.`);
    }
  } finally {
    if (ownPolicy) rmSync(POLICY_FILE, { force: true });
  }
  const installed = findProgram(...programs);
  if (installed === null) throw new Error(`${aptPackage} is installed but ${programs.join(', ')} is not on the path.`);
  return installed;
}
