import { divideHalfUp } from '@/test/oracle/exact';
import type { OracleActivity, OracleCost, OracleRole, OracleRoleTotal } from '@/test/oracle/oracle';
import type { Seconds } from '@/test/oracle/seconds';

type ScoredActivity = OracleActivity & { role: OracleRole; milliPoints: number };

/** By role id: sums, and every second of Work given to the role that started last (domain.md 4, daily_role_totals). */
export function totalsByRole(scored: ScoredActivity[], work: Seconds): OracleRoleTotal[] {
  const totals = new Map<number, OracleRoleTotal>();
  for (const { role, itemsCount, milliPoints } of scored) {
    const total = totals.get(role.id) ?? {
      roleId: role.id,
      items: 0,
      milliPoints: 0,
      activityCount: 0,
      workedSeconds: 0,
    };
    total.items += itemsCount;
    total.milliPoints += milliPoints;
    total.activityCount += 1;
    totals.set(role.id, total);
  }

  const starts = [...new Set(scored.map((one) => one.windowStart))].sort((a, b) => a - b);
  if (starts.length === 0) return [];
  const secondsOfStart = new Map<number, number>();
  let position = 0;
  for (const t of work.list()) {
    while ((starts[position + 1] ?? Number.POSITIVE_INFINITY) <= t) position++;
    const start = starts[position] ?? 0;
    secondsOfStart.set(start, (secondsOfStart.get(start) ?? 0) + 1);
  }
  for (const [start, seconds] of secondsOfStart) {
    const roles = new Map(scored.filter((one) => one.windowStart === start).map((one) => [one.role.id, one.role]));
    const inOrder = [...roles.values()].sort((a, b) => a.flowOrder - b.flowOrder || a.id - b.id);
    // hand the seconds out one by one, round and round
    for (let second = 0; second < seconds; second++) {
      const role = inOrder[second % inOrder.length];
      const total = role && totals.get(role.id);
      if (total) total.workedSeconds += 1;
    }
  }
  return [...totals.values()].sort((a, b) => a.roleId - b.roleId);
}

/** `cents` split by weight, largest remainder first; `weights` come in the order that breaks ties. */
function split(cents: number, weights: { roleId: number; weight: number }[]): Map<number, number> {
  const total = weights.reduce((sum, one) => sum + one.weight, 0);
  const parts = weights.map(({ roleId, weight }) => ({
    roleId,
    cents: Number((BigInt(cents) * BigInt(weight)) / BigInt(total)),
    remainder: Number((BigInt(cents) * BigInt(weight)) % BigInt(total)),
  }));
  let left = cents - parts.reduce((sum, part) => sum + part.cents, 0);
  for (const part of [...parts].sort((a, b) => b.remainder - a.remainder)) {
    if (left === 0) break;
    part.cents += 1;
    left -= 1;
  }
  return new Map(parts.map((part) => [part.roleId, part.cents]));
}

/** The cost of the day by role (domain.md 9); one row of role 0 when no role has worked seconds. */
export function splitCosts(
  time: {
    paidSeconds: number;
    clockedSeconds: number;
    activeSeconds: number;
    isEstimated: boolean;
    hourlyCents: number;
  },
  roleTotals: OracleRoleTotal[],
  roles: OracleRole[],
): OracleCost[] {
  const cents = (seconds: number) => divideHalfUp(seconds * time.hourlyCents, 3600);
  const labour = cents(time.paidSeconds);
  const clocked = Math.min(labour, cents(time.clockedSeconds));
  const pause = labour - clocked;
  const active = time.isEstimated ? 0 : Math.min(clocked, cents(time.activeSeconds));
  const idle = clocked - active;

  const flowOrder = new Map(roles.map((role) => [role.id, role.flowOrder]));
  const weights = roleTotals
    .filter((total) => total.workedSeconds > 0)
    .map((total) => ({ roleId: total.roleId, weight: total.workedSeconds, flow: flowOrder.get(total.roleId) ?? 0 }))
    .sort((a, b) => a.flow - b.flow || a.roleId - b.roleId);
  if (weights.length === 0) weights.push({ roleId: 0, weight: 1, flow: 0 });

  const activeParts = split(active, weights);
  const idleParts = split(idle, weights);
  const breakParts = split(pause, weights);
  return weights
    .map(({ roleId }) => {
      const activeCents = activeParts.get(roleId) ?? 0;
      const idleCents = idleParts.get(roleId) ?? 0;
      const breakCents = breakParts.get(roleId) ?? 0;
      return { roleId, labourCents: activeCents + idleCents + breakCents, activeCents, idleCents, breakCents };
    })
    .sort((a, b) => a.roleId - b.roleId);
}
