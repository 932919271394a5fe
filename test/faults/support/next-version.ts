import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { PROJECT_ROOT } from '../../../scripts/lib/paths';

const BUILD_DIR = '.next';
/** Of no use to a running server, and large. */
const LEFT_OUT = new Set(['cache', 'dev', 'diagnostics', 'trace', 'trace-build', 'types']);
const TEXTS = new Set(['.js', '.json', '.html', '.rsc', '.css', '']);
const CHUNK_NAME = /(static\/chunks\/[\w.~-]+?)(\.(?:js|css))/g;

export type NextVersion = { dir: string; build: string; remove(): void };

/**
 * A checkout with the next version: the build of this one under another id, and each file that browsers load under
 * another name, as after a change of everything; those of the present version are not there any more.
 */
export function makeNextVersion(): NextVersion {
  const dir = mkdtempSync(join(tmpdir(), 'hub-next-version-'));
  for (const entry of readdirSync(PROJECT_ROOT)) {
    if (entry !== BUILD_DIR && entry !== '.data' && entry !== '.git')
      symlinkSync(join(PROJECT_ROOT, entry), join(dir, entry));
  }
  const [from, to] = [join(PROJECT_ROOT, BUILD_DIR), join(dir, BUILD_DIR)];
  const present = readFileSync(join(from, 'BUILD_ID'), 'utf8').trim();
  const build = `next-${present}`;
  mkdirSync(to);
  for (const entry of readdirSync(from)) {
    if (LEFT_OUT.has(entry)) continue;
    cpSync(join(from, entry), join(to, entry), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => extname(path) !== '.map',
    });
  }
  for (const path of filesIn(to)) {
    if (TEXTS.has(extname(path))) {
      const text = readFileSync(path, 'utf8');
      const next = text.replaceAll(present, build).replaceAll(CHUNK_NAME, '$1-next$2');
      if (next !== text) writeFileSync(path, next);
    }
    const name = relative(to, path).replaceAll(present, build).replaceAll(CHUNK_NAME, '$1-next$2');
    if (join(to, name) !== path) {
      mkdirSync(join(to, name, '..'), { recursive: true });
      renameSync(path, join(to, name));
    }
  }
  return { dir, build, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
