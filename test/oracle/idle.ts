import type { OracleActivity, OracleIdlePeriod, OracleRole } from '@/test/oracle/oracle';
import type { Seconds } from '@/test/oracle/seconds';

type ActivityWithRole = OracleActivity & { role: OracleRole | null };

/** `roleId` is null for an unmapped type; `activity` false marks interruptions and the end. All in work time. */
type Event = { start: number; end: number; allowance: number; role: OracleRole | null };

const SETTLING_IN = 900;

/** How long a pause after the activity is normal, in seconds (domain.md 4). */
export function threshold(activity: { itemsCount: number }, role: OracleRole | null): number {
  if (role === null) return 900;
  if (role.type === 'continuous') return role.idleThresholdMinutes * 60;
  const perHourThousandths = role.expectedPerHourThousandths <= 0 ? 200_000 : role.expectedPerHourThousandths;
  const seconds = Number((BigInt(activity.itemsCount) * 3_780_000n) / BigInt(perHourThousandths));
  return Math.min(3600, Math.max(600, seconds));
}

/**
 * The idle periods of a day with Work and scans on the clock. `activities` are only those that count as events.
 */
export function findIdlePeriods(facts: {
  work: Seconds;
  activities: ActivityWithRole[];
  isAnythingOpen: boolean;
  now: number;
}): OracleIdlePeriod[] {
  const { work } = facts;
  /** workSeconds[i] is the real second that is number i in work time */
  const workSeconds = work.list();
  const total = workSeconds.length;
  const realSecond = (i: number): number => {
    const second = workSeconds[i];
    if (second === undefined) throw new Error(`There is no second ${i} of work.`);
    return second;
  };

  /** workBefore[i] is the seconds of Work before frame second i */
  const workBefore: number[] = [0];
  for (let t = work.from; t < work.to; t++) workBefore.push((workBefore.at(-1) ?? 0) + (work.has(t) ? 1 : 0));
  const f = (t: number): number => workBefore[t - work.from] ?? total;

  const events: Event[] = facts.activities.map((one) => ({
    start: f(one.windowStart),
    end: f(one.windowEnd),
    allowance: threshold(one, one.role),
    role: one.role,
  }));
  for (let p = 1; p < total; p++) {
    const hole = realSecond(p) - realSecond(p - 1) - 1;
    if (hole >= 60) events.push({ start: p - 300, end: p, allowance: 600, role: null });
  }
  const reachesNow = work.has(facts.now - 1);
  const wrapUp = !facts.isAnythingOpen ? 900 : reachesNow ? 0 : 300;
  events.push({ start: total - wrapUp, end: total, allowance: 0, role: null });
  events.sort((a, b) => a.start - b.start);

  const idlePeriods: OracleIdlePeriod[] = [];
  let deadline = SETTLING_IN;
  for (const event of events) {
    if (event.start > deadline) {
      idlePeriods.push({
        start: realSecond(deadline),
        end: realSecond(event.start - 1) + 1,
        durationSeconds: event.start - deadline,
        roleId: roleThatSet(deadline, events),
      });
    }
    deadline = Math.max(deadline, event.end + event.allowance);
  }
  return idlePeriods;
}

/** The role of the event that set the deadline: a role wins over none, then the lowest flow order, then the lowest id. */
function roleThatSet(deadline: number, events: Event[]): number | null {
  const candidates = events
    .filter((event) => event.end + event.allowance === deadline)
    .flatMap((event) => event.role ?? [])
    .sort((a, b) => a.flowOrder - b.flowOrder || a.id - b.id);
  return candidates[0]?.id ?? null;
}
