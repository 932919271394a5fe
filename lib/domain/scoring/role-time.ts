import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { Ruler } from '@/lib/platform/time/intervals';
import { byFlowOrder } from './roles';
import type { RoleOnDay } from './types';

/** The start of a piece of work in a role. */
export type RoleStart = { at: EpochSeconds; role: RoleOnDay };

/**
 * `worked_seconds` by role id (domain.md 4): every second of Work goes to what started last at or before it; several that
 * started together share their seconds equally, odd ones one each to the lowest flow orders; the seconds before the first
 * start join its share. Sums to |Work|, empty without a start.
 */
export function workedSecondsByRole(workTime: Ruler, starts: readonly RoleStart[]): Map<number, number> {
  const seconds = new Map<number, number>();
  const groups = rolesByStart(starts);
  for (const [index, { at, roles }] of groups.entries()) {
    const next = groups[index + 1];
    const from = index === 0 ? 0 : workTime.before(at);
    const until = next === undefined ? workTime.total : workTime.before(next.at);
    const share = Math.floor((until - from) / roles.length);
    const odd = (until - from) % roles.length;
    for (const [rank, role] of roles.entries()) {
      seconds.set(role.roleId, (seconds.get(role.roleId) ?? 0) + share + (rank < odd ? 1 : 0));
    }
  }
  return seconds;
}

/** Distinct roles in flow order per second in which something started, ascending. */
function rolesByStart(starts: readonly RoleStart[]): { at: EpochSeconds; roles: RoleOnDay[] }[] {
  const groups = new Map<EpochSeconds, Map<number, RoleOnDay>>();
  for (const { at, role } of starts) {
    const group = groups.get(at);
    if (group === undefined) groups.set(at, new Map([[role.roleId, role]]));
    else group.set(role.roleId, role);
  }
  return [...groups]
    .map(([at, roles]) => ({ at, roles: [...roles.values()].sort(byFlowOrder) }))
    .sort((a, b) => a.at - b.at);
}
