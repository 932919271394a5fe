import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { monotonicMillis } from '../time/clock';

const MAX_EVENT_LOOP_LAG_MILLIS = 2_000;
const PROBE_MILLIS = 20;

let version: string | undefined;

function ownVersion(): string {
  version ??= z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8'))).version;
  return version;
}

/** What the process knows of itself without touching anything (operations.md, Health). */
export function processHealth(): { status: 'ok'; version: string; uptimeSeconds: number } {
  return { status: 'ok', version: ownVersion(), uptimeSeconds: Math.floor(process.uptime()) };
}

/** Whether the process still gets round to its work. */
export async function measureEventLoop(): Promise<{ status: 'ok' | 'stuck'; eventLoopLagMillis: number }> {
  const startedAt = monotonicMillis();
  await pause(PROBE_MILLIS);
  const eventLoopLagMillis = Math.max(0, Math.round(monotonicMillis() - startedAt - PROBE_MILLIS));
  return { status: eventLoopLagMillis > MAX_EVENT_LOOP_LAG_MILLIS ? 'stuck' : 'ok', eventLoopLagMillis };
}
