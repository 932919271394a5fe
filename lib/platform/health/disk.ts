import { statfs } from 'node:fs/promises';

/** How full the file system of a directory is, 0 to 1, as an ordinary user sees it. */
export async function diskShare(directory: string): Promise<number> {
  const { blocks, bfree, bavail } = await statfs(directory);
  const used = blocks - bfree;
  return used / (used + bavail);
}
