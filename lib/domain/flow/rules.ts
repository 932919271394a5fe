import { compare, type Fraction, fraction, whole, ZERO } from '@/lib/domain/scoring/fraction';
import type { EpochSeconds } from '@/lib/platform/time/instant';

/** domain.md 8: output is counted over this span, so that a rate per hour is twice the items. */
export const OUTPUT_SECONDS = 1_800;
const HALF_HOURS_PER_HOUR = 2;
/** Somebody whose latest activity ended longer ago than this works nowhere any more. */
export const WORKER_SECONDS = 3_600;
const STOPPED_SECONDS = 3_600;
const CRITICAL_GROWTH = 50;
const WARNING_GROWTH = 20;
const SLOW_RATE = 10;
const SLOW_WORKERS = 3;
const WARN_HOURS = whole(2);

export const FLOW_STATUSES = [
  'not_started',
  'stopped',
  'complete',
  'idle',
  'critical',
  'warning',
  'inefficient',
  'flowing',
] as const;
export type FlowStatus = (typeof FLOW_STATUSES)[number];
export type FlowSeverity = 'critical' | 'warning';

/** A department as it stands at `now`, in flow order. */
export type DepartmentFacts = {
  roleId: number;
  /** Items with window_end in the last 30 minutes, up to now. */
  output: number;
  /** People and unlinked identities that count as working here, see {@link workersByRole}. */
  workers: number;
  /** Items with today's score_date, of unmapped identities too. */
  itemsToday: number;
  /** The latest window_end not after now that was looked for; null without one. */
  lastScanAt: EpochSeconds | null;
};

export type DepartmentFlow = DepartmentFacts & {
  rate: number;
  inRate: number | null;
  /** in_rate - rate; null for the first department. */
  growth: number | null;
  /** Built up today. */
  queue: number;
  minutesSinceLastScan: number | null;
  status: FlowStatus;
  severity: FlowSeverity | null;
  forecast: QueueForecast | null;
};

/** When the queue reaches its limit; soon is under 2 hours. */
export type QueueForecast = { hours: Fraction; isSoon: boolean };

export type FlowSettings = { queueLimit: number; isAnybodyClockedIn: boolean; now: EpochSeconds };

/** Rates, queues, statuses and forecasts of the departments, which are given in flow order (domain.md 8). */
export function flowOf(departments: readonly DepartmentFacts[], settings: FlowSettings): DepartmentFlow[] {
  return departments.map((one, index) => {
    const before = departments[index - 1];
    const rate = rateOf(one.output);
    const inRate = before === undefined ? null : rateOf(before.output);
    const growth = inRate === null ? null : inRate - rate;
    const queue = before === undefined ? 0 : Math.max(0, before.itemsToday - one.itemsToday);
    const status = statusOf({
      ...one,
      rate,
      growth,
      hasLaterWorkers: departments.slice(index + 1).some((later) => later.workers > 0),
      isAnybodyClockedIn: settings.isAnybodyClockedIn,
      now: settings.now,
    });
    return {
      ...one,
      rate,
      inRate,
      growth,
      queue,
      minutesSinceLastScan: one.lastScanAt === null ? null : Math.floor((settings.now - one.lastScanAt) / 60),
      status,
      severity: severityOf(status),
      forecast: growth === null ? null : forecastOf(queue, whole(growth), settings.queueLimit),
    };
  });
}

/** Items per hour of what was made in 30 minutes. */
export function rateOf(output: number): number {
  return output * HALF_HOURS_PER_HOUR;
}

export type StatusInput = {
  workers: number;
  itemsToday: number;
  lastScanAt: EpochSeconds | null;
  rate: number;
  growth: number | null;
  hasLaterWorkers: boolean;
  isAnybodyClockedIn: boolean;
  now: EpochSeconds;
};

/** The status of a department: the first that fits (domain.md 8). */
export function statusOf(input: StatusInput): FlowStatus {
  if (input.workers === 0) {
    if (input.itemsToday === 0) return 'not_started';
    const isRecent = input.lastScanAt !== null && input.now - input.lastScanAt <= STOPPED_SECONDS;
    if (isRecent && input.isAnybodyClockedIn) return 'stopped';
    return input.hasLaterWorkers ? 'complete' : 'idle';
  }
  if (input.rate === 0) return 'critical';
  if (input.growth !== null && input.growth > CRITICAL_GROWTH) return 'critical';
  if (input.growth !== null && input.growth > WARNING_GROWTH) return 'warning';
  if (input.rate < SLOW_RATE && input.workers >= SLOW_WORKERS) return 'inefficient';
  return 'flowing';
}

/** What a status weighs; `stopped` and `inefficient` are warnings. */
export function severityOf(status: FlowStatus): FlowSeverity | null {
  if (status === 'critical') return 'critical';
  return status === 'warning' || status === 'stopped' || status === 'inefficient' ? 'warning' : null;
}

/**
 * The largest growth among critical and warning departments with workers; tie: flow order (domain.md 8). The first
 * department has no growth and comes last among them. Undefined when nothing is jammed.
 */
export function primaryBottleneck(departments: readonly DepartmentFlow[]): DepartmentFlow | undefined {
  const growthOf = (one: DepartmentFlow) => one.growth ?? Number.NEGATIVE_INFINITY;
  return departments
    .filter((one) => one.severity !== null && one.workers > 0)
    .reduce<DepartmentFlow | undefined>(
      (best, one) => (best === undefined || growthOf(one) > growthOf(best) ? one : best),
      undefined,
    );
}

/** (limit - queue) / growth hours while the queue grows, 0 when it is there already; else null (domain.md 8). */
export function forecastOf(queue: number, growth: Fraction, queueLimit: number): QueueForecast | null {
  if (compare(growth, ZERO) <= 0) return null;
  const hours = { num: BigInt(Math.max(0, queueLimit - queue)) * growth.den, den: growth.num };
  return { hours, isSoon: compare(hours, WARN_HOURS) < 0 };
}

/** An activity that ended in the last hour. `employeeId` is null for an unlinked identity. */
export type RecentWork = {
  roleId: number;
  employeeId: number | null;
  identityId: number;
  items: number;
  windowStart: EpochSeconds;
  windowEnd: EpochSeconds;
  /** Whether it belongs to today's business day. */
  isToday: boolean;
};

/**
 * Where each of `people` (clocked in, not on break) works: the role of their latest activity today, by window_end, then
 * window_start, then flow order, when it ended at most 60 minutes ago (domain.md 8).
 */
export function placesOf(
  people: ReadonlySet<number>,
  recent: readonly RecentWork[],
  flowOrder: ReadonlyMap<number, number>,
  now: EpochSeconds,
): Map<number, number> {
  const latest = new Map<number, RecentWork>();
  const orderOf = (work: RecentWork) => flowOrder.get(work.roleId) ?? Number.MAX_SAFE_INTEGER;
  for (const work of recent) {
    if (work.employeeId === null || !work.isToday || !people.has(work.employeeId)) continue;
    if (work.windowEnd > now || now - work.windowEnd > WORKER_SECONDS) continue;
    const best = latest.get(work.employeeId);
    const isLater =
      best === undefined ||
      (work.windowEnd - best.windowEnd ||
        work.windowStart - best.windowStart ||
        orderOf(best) - orderOf(work) ||
        best.roleId - work.roleId) > 0;
    if (isLater) latest.set(work.employeeId, work);
  }
  return new Map([...latest].map(([employeeId, work]) => [employeeId, work.roleId]));
}

/** Who works where: those with a place, and everybody (person, else identity) with a window_end in the last 30 minutes. */
export function workersByRole(
  places: ReadonlyMap<number, number>,
  recent: readonly RecentWork[],
  now: EpochSeconds,
): Map<number, Set<string>> {
  const workers = new Map<number, Set<string>>();
  const put = (roleId: number, worker: string) => workers.set(roleId, (workers.get(roleId) ?? new Set()).add(worker));
  for (const [employeeId, roleId] of places) put(roleId, `person:${employeeId}`);
  for (const work of recent) if (isInOutput(work, now)) put(work.roleId, workerOf(work));
  return workers;
}

/** Whether the activity counts for the output at `now`: window_end in (now - 30 min, now]. */
export function isInOutput(work: Pick<RecentWork, 'windowEnd'>, now: EpochSeconds): boolean {
  return work.windowEnd > now - OUTPUT_SECONDS && work.windowEnd <= now;
}

/** Who did the work: the person, else the login. */
export function workerOf(work: RecentWork): string {
  return work.employeeId === null ? `identity:${work.identityId}` : `person:${work.employeeId}`;
}

/** What somebody made in the needed department over the last 28 days, on clocked days. */
export type Skill = { items: number; workedSeconds: number };

export type MoveCandidate = { employeeId: number; fromRoleId: number; skill: Skill | null };

/**
 * People who could move to `needed`, best first: clocked in and not on break (they have a place), from a department that
 * is neither critical nor warning and keeps at least one worker; by items per hour in the needed department over the last
 * 28 days, people without any last, ties by id (domain.md 8).
 */
export function moveCandidates(
  needed: DepartmentFlow,
  departments: readonly DepartmentFlow[],
  places: ReadonlyMap<number, number>,
  skills: ReadonlyMap<number, Skill>,
): MoveCandidate[] {
  const byRole = new Map(departments.map((one) => [one.roleId, one]));
  return [...places]
    .filter(([, fromRoleId]) => {
      const from = byRole.get(fromRoleId);
      return from !== undefined && fromRoleId !== needed.roleId && from.severity === null && from.workers >= 2;
    })
    .map(([employeeId, fromRoleId]) => ({ employeeId, fromRoleId, skill: usable(skills.get(employeeId)) }))
    .sort((a, b) => compareSkills(b.skill, a.skill) || a.employeeId - b.employeeId);
}

function usable(skill: Skill | undefined): Skill | null {
  return skill === undefined || skill.workedSeconds <= 0 ? null : skill;
}

/** Items per hour, exactly; null without worked time. */
export function skillPerHour(skill: Skill | null): Fraction | null {
  return skill === null ? null : fraction(skill.items * 3_600, skill.workedSeconds);
}

/** Like `a - b` of the items per hour; null is the smallest. */
function compareSkills(a: Skill | null, b: Skill | null): number {
  const [left, right] = [skillPerHour(a), skillPerHour(b)];
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  return compare(left, right);
}

/** History: an hour of a department is marked when the one before made more than 1.2 x its own items (domain.md 8). */
export function isJammedHour(itemsBefore: number | null, items: number): boolean {
  return itemsBefore !== null && 5 * itemsBefore > 6 * items;
}

/** Items made in the 30 minutes before and after a move. */
export type MoveSpans = { before: number; after: number };
export type MoveEffect = {
  rateBefore: number;
  rateAfter: number;
  /** null for the first department */
  growthBefore: number | null;
  growthAfter: number | null;
  /** Of the department left; null when the person worked nowhere. */
  fromRateBefore: number | null;
  fromRateAfter: number | null;
  /** Items per hour of the person in the new department, in the 30 minutes after. */
  personRate: number;
};

/** What a move brought within 30 minutes, as rates per hour (domain.md 8). */
export function effectOf(spans: {
  to: MoveSpans;
  beforeTo: MoveSpans | null;
  from: MoveSpans | null;
  personAfter: number;
}): MoveEffect {
  const growth = (which: keyof MoveSpans) =>
    spans.beforeTo === null ? null : rateOf(spans.beforeTo[which]) - rateOf(spans.to[which]);
  return {
    rateBefore: rateOf(spans.to.before),
    rateAfter: rateOf(spans.to.after),
    growthBefore: growth('before'),
    growthAfter: growth('after'),
    fromRateBefore: spans.from === null ? null : rateOf(spans.from.before),
    fromRateAfter: spans.from === null ? null : rateOf(spans.from.after),
    personRate: rateOf(spans.personAfter),
  };
}
