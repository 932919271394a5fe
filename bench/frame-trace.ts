import type { CDPSession } from '@playwright/test';
import * as z from 'zod';

/** What of a trace is read: tasks of the main thread, and frames that were drawn. */
const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline.frame'];
/** Microseconds of a frame when sixty are drawn in a second. */
const FRAME_MICROS = 1_000_000 / 60;

const traceEvents = z.array(
  z.object({
    name: z.string(),
    ph: z.string(),
    pid: z.number(),
    tid: z.number(),
    ts: z.number(),
    dur: z.number().optional(),
    args: z.object({ name: z.string().optional() }).optional(),
  }),
);
type TraceEvent = z.infer<typeof traceEvents>[number];

export type Frames = {
  /** A second, of the page, whichever thread made them. */
  drawn: number;
  /** Share of the frames' time slots in which the main thread had time to spare, 0 to 1. */
  withRoom: number;
  longestTaskMillis: number;
  /** Of the main thread, a second. */
  busyMillis: number;
};

/** What the page of `session` draws and computes while `work` runs. */
export async function traceFrames(session: CDPSession, work: () => Promise<void>): Promise<Frames> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...traceEvents.parse(value)));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: CATEGORIES },
  });
  await work();
  const isComplete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await isComplete;
  return framesOf(events);
}

/** What the events of a trace say, from the first frame drawn to the last. */
export function framesOf(events: readonly TraceEvent[]): Frames {
  const draws = events.filter(({ name }) => name === 'DrawFrame');
  const [from, to] = [Math.min(...draws.map(({ ts }) => ts)), Math.max(...draws.map(({ ts }) => ts))];
  const seconds = (to - from) / 1_000_000;
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  // Of several pages that the browser has, the one that draws.
  const drawing = new Set(draws.map(({ pid }) => pid));
  const tasks = events.flatMap(({ name, pid, tid, ts, dur = 0 }) =>
    name === 'RunTask' && drawing.has(pid) && mains.has(`${pid}/${tid}`) && ts >= from && ts < to ? [{ ts, dur }] : [],
  );
  const slots = Array.from<number>({ length: Math.ceil((to - from) / FRAME_MICROS) }).fill(0);
  for (const { ts, dur } of tasks) {
    for (let slot = Math.floor((ts - from) / FRAME_MICROS); slot * FRAME_MICROS + from < ts + dur; slot += 1) {
      const begins = from + slot * FRAME_MICROS;
      slots[slot] = (slots[slot] ?? 0) + Math.min(ts + dur, begins + FRAME_MICROS) - Math.max(ts, begins);
    }
  }
  return {
    drawn: (draws.length - 1) / seconds,
    // A task of three frames' length leaves no room in two or three of them.
    withRoom: slots.filter((busy) => busy < FRAME_MICROS * 0.98).length / slots.length,
    longestTaskMillis: Math.max(0, ...tasks.map(({ dur }) => dur)) / 1_000,
    busyMillis: tasks.reduce((sum, { dur }) => sum + dur, 0) / 1_000 / seconds,
  };
}
