import 'server-only';
import { getReadDatabase } from '@/lib/db/handles';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { addDays, businessDayInterval, businessDayOf, hourBuckets } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { coloursOf, readFlow } from './facts';
import { prepareFlow, prepareFlowHistory, prepareFlowPeople } from './prepare';
import { getHourlyWork } from './queries/get-hourly-work';
import { getMoves } from './queries/get-moves';
import { getSkills } from './queries/get-skills';
import { getWorkerNames } from './queries/get-worker-names';
import { moveCandidates, primaryBottleneck, workersByRole } from './rules';
import type { FlowBody, FlowHistory, FlowHistoryBody, FlowNow, FlowPeopleBody } from './schema';
import { workersAt } from './workers-at';

const SUGGESTIONS = 10;
/** domain.md 8: the days over which the items per hour of a suggestion are counted, today included. */
const SKILL_DAYS = 28;
/** A run of clock periods holds its activities on the day it began, at most two days back (domain.md 2). */
const RUN_DAYS_BACK = 2;

/** The departments now, the bottleneck, whom to move, and today's moves (domain.md 8). */
export function loadFlow(site: Site, now: EpochSeconds): Promise<FlowNow> {
  return cachedAnswer<FlowBody>(flowPolicy(site, now), () => readFlowBody(site, now));
}

/** {@link loadFlow} as JSON text. */
export function loadFlowText(site: Site, now: EpochSeconds): Promise<string> {
  return cachedAnswerText(flowPolicy(site, now), () => readFlowBody(site, now));
}

/** Items and people per hour and department for the last `hours` hour buckets (domain.md 8). */
export function loadFlowHistory(site: Site, request: { hours: number }, now: EpochSeconds): Promise<FlowHistory> {
  return cachedAnswer<FlowHistoryBody>(historyPolicy(site, request.hours, now), () =>
    readHistory(site, request.hours, now),
  );
}

/** {@link loadFlowHistory} as JSON text. */
export function loadFlowHistoryText(site: Site, request: { hours: number }, now: EpochSeconds): Promise<string> {
  return cachedAnswerText(historyPolicy(site, request.hours, now), () => readHistory(site, request.hours, now));
}

/**
 * Who works in a department now as JSON text of a {@link FlowPeople}. Six statements. Throws NOT_FOUND on a department
 * that is not active.
 */
export function loadFlowPeopleText(site: Site, department: string, now: EpochSeconds): Promise<string> {
  const policy = cachePolicies.flowPeople({ siteId: site.id, today: businessDayOf(site, now), department });
  return cachedAnswerText(policy, () => readPeople(site, department, now));
}

async function readPeople(site: Site, department: string, now: EpochSeconds): Promise<FlowPeopleBody> {
  const db = getReadDatabase();
  const flow = await readFlow(db, site, now);
  const own = flow.roles.filter((role) => role.departmentName === department);
  if (own.length === 0) throw new AppError('NOT_FOUND', `There is no active department "${department}".`);
  const byRole = workersByRole(flow.places, flow.recent, now);
  const workers = own.flatMap(({ roleId }) => workersAt(roleId, byRole.get(roleId) ?? new Set(), flow.recent, now));
  const names = await getWorkerNames(db, {
    siteId: site.id,
    employeeIds: workers.flatMap((one) => one.employeeId ?? []),
    identityIds: workers.flatMap((one) => (one.employeeId === null ? one.identityId : [])),
  });
  return { source: 'live', department, people: prepareFlowPeople(workers, flow.present, names, now) };
}

function flowPolicy(site: Site, now: EpochSeconds) {
  return cachePolicies.flow({ siteId: site.id, today: businessDayOf(site, now) });
}

/** Six statements, and one more when somebody could be moved. */
async function readFlowBody(site: Site, now: EpochSeconds): Promise<FlowBody> {
  const db = getReadDatabase();
  const today = businessDayOf(site, now);
  const [flow, moves] = await Promise.all([
    readFlow(db, site, now),
    getMoves(db, site.id, businessDayInterval(site, today).start),
  ]);
  const primary = primaryBottleneck(flow.departments);
  const movable = new Map(
    flow.present.flatMap((one) => {
      const place = flow.places.get(one.employeeId);
      return place === undefined || one.isArchived ? [] : [[one.employeeId, place]];
    }),
  );
  const candidates = primary === undefined ? [] : moveCandidates(primary, flow.departments, movable, new Map());
  if (primary === undefined || candidates.length === 0) {
    return prepareFlow({ flow, primary, candidates, moves, queueLimit: site.settings.queueLimit });
  }
  const skills = await getSkills(db, {
    siteId: site.id,
    roleId: primary.roleId,
    employeeIds: candidates.map((one) => one.employeeId),
    from: addDays(today, 1 - SKILL_DAYS),
    to: today,
  });
  const best = moveCandidates(primary, flow.departments, movable, skills).slice(0, SUGGESTIONS);
  return prepareFlow({ flow, primary, candidates: best, moves, queueLimit: site.settings.queueLimit });
}

function historyOf(site: Site, hours: number, now: EpochSeconds) {
  // Half an hour of slack, because a jump of the clocks makes shorter buckets; the last ones are kept.
  const buckets = hourBuckets(site.timeZone, now - (hours + 2) * 3_600, now + 1).slice(-hours);
  const from = buckets[0]?.start ?? now;
  const today = businessDayOf(site, now);
  return { buckets, from, today, firstDay: addDays(businessDayOf(site, from), -RUN_DAYS_BACK) };
}

function historyPolicy(site: Site, hours: number, now: EpochSeconds) {
  const { today, firstDay } = historyOf(site, hours, now);
  return cachePolicies.flowHistory({ siteId: site.id, from: firstDay, to: today, today, hours });
}

async function readHistory(site: Site, hours: number, now: EpochSeconds): Promise<FlowHistoryBody> {
  const db = getReadDatabase();
  const { buckets, from, today, firstDay } = historyOf(site, hours, now);
  const [roles, rows] = await Promise.all([
    getRolesOnDay(db, site.id, today),
    getHourlyWork(db, { siteId: site.id, days: { from: firstDay, to: today }, from, to: now + 1 }),
  ]);
  const active = roles.filter((role) => role.isActive);
  return prepareFlowHistory(
    active,
    coloursOf(roles),
    buckets.map((bucket) => bucket.start),
    rows,
  );
}
