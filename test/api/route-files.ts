import { globSync } from 'node:fs';
import { join } from 'node:path';

export type RouteFile = { file: string; path: string; module: Record<string, unknown> };

/** Sign-in belongs to its library; the last is for addresses that lead nowhere. */
const LEFT_OUT = /^app\/api\/(auth\/|\[\[\.\.\.unknown\]\])/;

/** Every route file of the API as the web framework finds them: `/api/dashboard/employees/:id/day` and what it exports. */
export async function readRouteFiles(): Promise<RouteFile[]> {
  const files = globSync('app/api/**/route.ts').filter((file) => !LEFT_OUT.test(file));
  return Promise.all(
    files.sort().map(async (file) => ({
      file,
      path: `/${file
        .replace(/^app\//, '')
        .replace(/\/route\.ts$/, '')
        .replace(/\[(\w+)\]/g, ':$1')}`,
      module: await import(join(process.cwd(), file)),
    })),
  );
}
