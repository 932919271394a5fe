import { existsSync, readFileSync } from 'node:fs';

const BUILD_ID_FILE = '.next/BUILD_ID';

let buildId: string | undefined;

/** Names the build that this process serves: pages that run another one load themselves anew. `development` without a build. */
export function ownBuildId(): string {
  buildId ??= existsSync(BUILD_ID_FILE) ? readFileSync(BUILD_ID_FILE, 'utf8').trim() : 'development';
  return buildId;
}
