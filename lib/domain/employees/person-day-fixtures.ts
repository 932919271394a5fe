import { explainPersonDay } from '@/lib/domain/scoring/explain';
import { assignFacts, factsOfDay } from '@/lib/domain/scoring/rules';
import { calendar, factsOf, roles, settings, type Times } from '@/lib/domain/scoring/scoring-fixtures';
import type { ScoringInput } from '@/lib/domain/scoring/types';
import { type PersonDayFacts, preparePersonDay } from './prepare-person-day';
import { type PersonDay, personDay } from './schema';

const NAMES: Record<number, string> = { 1: 'Picking', 2: 'Labeling', 4: 'Heat Press', 5: 'Packing' };

type Changes = { isScanning?: boolean; state?: Partial<PersonDayFacts['state']> };

/** The explained 9 June of these facts as of `scoredAt`, as the API answers it. */
export function personDayOf(times: Times, scoredAt: number, changes: Changes = {}): PersonDay {
  const facts = factsOfDay(assignFacts({ calendar, settings, ...factsOf(times) }), '2026-06-09');
  return explained(facts, roles, scoredAt, changes);
}

/** The same of any facts. */
export function explained(
  facts: PersonDayFacts['facts'],
  rolesOnDay: ScoringInput['roles'],
  scoredAt: number,
  { isScanning = true, state = {} }: Changes = {},
): PersonDay {
  const explanation = explainPersonDay(facts, rolesOnDay, scoredAt);
  const answer = preparePersonDay({
    employee: {
      id: 1,
      name: 'Ada Example',
      displayAlias: null,
      isContractor: false,
      isScanning,
      hiredOn: null,
      archivedAt: null,
      currentStreak: 0,
      bestStreak: 0,
      achievementPoints: 0,
    },
    facts,
    explanation,
    state: {
      items_processed: explanation.items,
      points_earned: (explanation.pointsHundredths / 100).toFixed(2),
      clocked_seconds: explanation.clockedSeconds,
      paid_seconds: explanation.paidSeconds,
      break_seconds: explanation.breakSeconds,
      active_seconds: explanation.activeSeconds,
      idle_seconds: explanation.idleSeconds,
      efficiency_rate: null,
      is_estimated: explanation.activeFrom === 'windows',
      is_finalized: false,
      scored_at: scoredAt,
      revised_at: null,
      requested_at: null,
      reason: null,
      attempts: null,
      ...state,
    },
    roles: [...rolesOnDay.values()].map((role) => ({
      roleId: role.roleId,
      activityType: NAMES[role.roleId] ?? `Type ${role.roleId}`,
      roleName: NAMES[role.roleId] ?? `Role ${role.roleId}`,
      departmentName: NAMES[role.roleId] ?? `Department ${role.roleId}`,
      roleType: role.roleType,
      flowOrder: role.flowOrder,
      isFinishing: role.isFinishing,
      isActive: true,
      validFrom: '2020-01-01',
      multiplier: (role.multiplierThousandths / 1000).toFixed(3),
      expectedPerHour: (role.expectedPerHourThousandths / 1000).toFixed(3),
      idleThresholdMinutes: role.idleThresholdMinutes,
      monthlyTargetPoints: null,
    })),
    activities: facts.activities.map((activity) => ({
      id: activity.id,
      role_id: activity.roleId,
      items_count: activity.itemsCount,
      window_start: activity.windowStart,
      window_end: activity.windowEnd,
      activity_type: activity.roleId === null ? 'Folding' : (NAMES[activity.roleId] ?? 'Work'),
      source: 'api',
      reference_id: `ref-${activity.id}`,
    })),
  });
  return personDay.parse({ source: 'stored', ...answer });
}
