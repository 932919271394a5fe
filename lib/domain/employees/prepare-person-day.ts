import { isOpen } from '@/lib/domain/clock/rules';
import { scaledInteger } from '@/lib/domain/leaderboard/rules';
import type { RoleValuesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import { scaledFromDecimal } from '@/lib/domain/scoring/exact';
import type { DayExplanation } from '@/lib/domain/scoring/explain';
import { ratioForShow } from '@/lib/domain/scoring/fraction';
import { MAX_SCORING_ATTEMPTS } from '@/lib/domain/scoring/queries/get-score-requests';
import type { DayFacts, RolesOnDay } from '@/lib/domain/scoring/types';
import { toIsoInstant, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import { prepareDepartmentNames, preparePerson } from './prepare';
import type { Employee } from './queries/get-employee';
import type { PersonActivity } from './queries/get-person-activities';
import type { PersonDayState } from './queries/get-person-day-state';
import type { PersonDay } from './schema';

export type PersonDayFacts = {
  employee: Employee;
  facts: DayFacts;
  explanation: DayExplanation;
  state: PersonDayState;
  roles: readonly RoleValuesOnDay[];
  activities: readonly PersonActivity[];
};

/** The roles as the scorer takes them. */
export function rolesForScoring(roles: readonly RoleValuesOnDay[]): RolesOnDay {
  return new Map(
    roles.map((role) => [
      role.roleId,
      {
        roleId: role.roleId,
        roleType: role.roleType,
        flowOrder: role.flowOrder,
        isFinishing: role.isFinishing,
        multiplierThousandths: scaledFromDecimal(role.multiplier, 3),
        expectedPerHourThousandths: scaledFromDecimal(role.expectedPerHour, 3),
        idleThresholdMinutes: role.idleThresholdMinutes,
      },
    ]),
  );
}

/** The facts of a person-day, its stored score and the parts it comes from. */
export function preparePersonDay(input: PersonDayFacts): Omit<PersonDay, 'source'> {
  const { facts, explanation, state } = input;
  const nameOf = new Map(input.roles.map((role) => [role.roleId, role]));
  const typeOf = new Map(input.activities.map((activity) => [activity.id, activity]));
  const roleRef = (roleId: number | null) => {
    const role = roleId === null ? undefined : nameOf.get(roleId);
    return { roleId, role: role?.roleName ?? null, department: role?.departmentName ?? null };
  };
  const stored = storedScoreOf(state);
  return {
    asOf: toIsoInstant(explanation.asOf),
    date: facts.day,
    employee: preparePerson(input.employee),
    departments: prepareDepartmentNames(input.roles),
    scoring: {
      state: scoringState(explanation, state, stored),
      scoredAt: toIsoInstantOrNull(state.scored_at),
      requestedAt: toIsoInstantOrNull(state.requested_at),
      reason: state.reason,
      isFinal: state.is_finalized === true,
      revisedAt: toIsoInstantOrNull(state.revised_at),
    },
    stored,
    score: prepareScore(explanation, nameOf),
    periods: facts.periods.map((period) => ({
      id: period.id,
      clockIn: toIsoInstant(period.clockIn),
      clockOut: toIsoInstantOrNull(period.clockOut),
      endsAt: toIsoInstant(period.effectiveEnd),
      isOpen: isOpen(period, explanation.asOf),
    })),
    breaks: facts.breaks.map((one) => ({
      id: one.id,
      start: toIsoInstant(one.start),
      end: toIsoInstantOrNull(one.end),
      endsAt: toIsoInstant(one.effectiveEnd),
      isPaid: one.isPaid,
    })),
    activities: explanation.activities.map(({ activity, ...explained }) => {
      const stored = typeOf.get(activity.id);
      return {
        id: activity.id,
        ...roleRef(activity.roleId),
        activityType: stored?.activity_type ?? '',
        source: stored?.source ?? '',
        referenceId: stored?.reference_id ?? '',
        items: activity.itemsCount,
        points: explained.pointsThousandths / 1000,
        windowStart: toIsoInstant(activity.windowStart),
        windowEnd: toIsoInstant(activity.windowEnd),
        allowanceSeconds: explained.allowanceSeconds,
        isOnClock: explained.isOnClock,
      };
    }),
    idle: explanation.idle.map((one) => ({
      start: toIsoInstant(one.startTime),
      end: toIsoInstant(one.endTime),
      durationSeconds: one.durationSeconds,
      ...roleRef(one.roleId),
      allowanceSeconds: one.allowanceSeconds,
      allowanceFrom: toIsoInstant(one.allowanceFrom),
      allowanceOf: one.cause.kind,
      activityId: one.cause.kind === 'activity' ? one.cause.activityId : null,
      endedBy: one.endedBy,
    })),
    segments: explanation.segments.map((one) => ({
      start: toIsoInstant(one.start),
      end: toIsoInstant(one.end),
      kind: one.kind,
      departments: [...new Set(one.roleIds.flatMap((roleId) => nameOf.get(roleId)?.departmentName ?? []))],
    })),
    notCounted: {
      periodIds: [...facts.badPeriodIds],
      breakIds: [...facts.badBreakIds],
      strayBreakIds: [...facts.strayBreakIds],
    },
  };
}

function prepareScore(explanation: DayExplanation, nameOf: ReadonlyMap<number, RoleValuesOnDay>): PersonDay['score'] {
  return {
    items: explanation.items,
    points: explanation.pointsHundredths / 100,
    roles: explanation.roles.map(({ role, ...line }) => ({
      roleId: role.roleId,
      role: nameOf.get(role.roleId)?.roleName ?? '',
      department: nameOf.get(role.roleId)?.departmentName ?? '',
      items: line.items,
      multiplier: role.multiplierThousandths / 1000,
      points: line.pointsThousandths / 1000,
      activityCount: line.activityCount,
      workedSeconds: line.workedSeconds,
    })),
    presentSeconds: explanation.presentSeconds,
    breakSeconds: explanation.breakSeconds,
    unpaidBreakSeconds: explanation.unpaidSeconds,
    clockedSeconds: explanation.clockedSeconds,
    paidSeconds: explanation.paidSeconds,
    idleSeconds: explanation.idleSeconds,
    activeFrom: explanation.activeFrom,
    activeSeconds: explanation.activeSeconds,
    efficiency: ratioForShow(explanation.activeSeconds, explanation.clockedSeconds, 4),
  };
}

function storedScoreOf(state: PersonDayState): PersonDay['stored'] {
  if (state.scored_at === null) return null;
  return {
    items: state.items_processed ?? 0,
    points: scaledInteger(state.points_earned ?? '0', 2) / 100,
    clockedSeconds: state.clocked_seconds ?? 0,
    paidSeconds: state.paid_seconds ?? 0,
    breakSeconds: state.break_seconds ?? 0,
    idleSeconds: state.idle_seconds ?? 0,
    activeSeconds: state.active_seconds ?? 0,
    efficiency: state.efficiency_rate === null ? null : Number(state.efficiency_rate),
    isEstimated: state.is_estimated === true,
  };
}

function scoringState(
  explanation: DayExplanation,
  state: PersonDayState,
  stored: PersonDay['stored'],
): PersonDay['scoring']['state'] {
  if (state.requested_at !== null) return (state.attempts ?? 0) >= MAX_SCORING_ATTEMPTS ? 'failed' : 'waiting';
  const hasFacts = explanation.presentSeconds > 0 || explanation.roles.length > 0;
  if (stored === null) return hasFacts ? 'differs' : 'none';
  const agree =
    stored.items === explanation.items &&
    stored.points === explanation.pointsHundredths / 100 &&
    stored.clockedSeconds === explanation.clockedSeconds &&
    stored.paidSeconds === explanation.paidSeconds &&
    stored.breakSeconds === explanation.breakSeconds &&
    stored.idleSeconds === explanation.idleSeconds &&
    stored.activeSeconds === explanation.activeSeconds;
  return agree ? 'current' : 'differs';
}
