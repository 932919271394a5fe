import type { CDPSession } from '@playwright/test';
import * as z from 'zod';

/** What of a trace is read: tasks of the main thread, and frames that were drawn. */
const CATEGORIES = ['disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.frame'];
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
    /** Processor time of its thread. */
    tdur: z.number().optional(),
    args: z.object({ name: z.string().optional() }).optional(),
  }),
);
type TraceEvent = z.infer<typeof traceEvents>[number];

export type Frames = {
  /** A second, of the page, whichever thread made them. */
  drawn: number;
  /** Of the main thread, a second. */
  busyMillis: number;
  longestTaskMillis: number;
  /** Share of the frames in which the main thread had time to spare, 0 to 1. */
  withRoom: number;
};

/**
 * What the page of `session` draws and computes while `work` runs. The main thread's work is its processor time, which
 * other programs do not change, times `slowdown`.
 */
export async function traceFrames(session: CDPSession, slowdown: number, work: () => Promise<void>): Promise<Frames> {
  const events: TraceEvent[] = [];
  const keep = ({ value }: { value: unknown[] }) => events.push(...traceEvents.parse(value));
  session.on('Tracing.dataCollected', keep);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: CATEGORIES },
  });
  await work();
  const isComplete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await isComplete;
  session.off('Tracing.dataCollected', keep);
  return framesOf(events, slowdown);
}

/** What the events of a trace say, from the first frame drawn to the last. */
export function framesOf(events: readonly TraceEvent[], slowdown: number): Frames {
  const draws = events.filter(({ name }) => name === 'DrawFrame');
  const [from, to] = [Math.min(...draws.map(({ ts }) => ts)), Math.max(...draws.map(({ ts }) => ts))];
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  // Of several pages that the browser has, the one that draws.
  const drawing = new Set(draws.map(({ pid }) => pid));
  const tasks = events
    .filter(({ name, pid, tid, ts }) => {
      return name === 'RunTask' && drawing.has(pid) && mains.has(`${pid}/${tid}`) && ts >= from && ts < to;
    })
    .sort((a, b) => a.ts - b.ts);
  if (tasks.length === 0) throw new RangeError('The trace has no work of a main thread');

  const seconds = (to - from) / 1_000_000;
  const works: number[] = [];
  const slots: number[] = [];
  let freeAt = 0;
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    const work = tdur * slowdown;
    works.push(work);
    // What would not be finished yet delays what comes after it.
    const startsAt = Math.max(freeAt, ts - from);
    freeAt = startsAt + work;
    for (let slot = Math.floor(startsAt / FRAME_MICROS); slot * FRAME_MICROS < freeAt; slot += 1) {
      const begins = slot * FRAME_MICROS;
      slots[slot] = (slots[slot] ?? 0) + Math.min(freeAt, begins + FRAME_MICROS) - Math.max(startsAt, begins);
    }
  }
  const full = slots.filter((busy) => busy >= FRAME_MICROS * 0.98).length;
  return {
    drawn: (draws.length - 1) / seconds,
    busyMillis: works.reduce((sum, work) => sum + work, 0) / 1_000 / seconds,
    longestTaskMillis: Math.max(0, ...works) / 1_000,
    withRoom: 1 - full / ((to - from) / FRAME_MICROS),
  };
}
