import { type Database, inTransaction } from '@/lib/db/client';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import type { Site } from '@/lib/domain/sites/schema';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { MEASURED_AFTER_SECONDS, storeMoveEffect } from './mutations';
import { getUnmeasuredMoves } from './queries/get-moves';
import { getRecentWork, type RecentWorkRow } from './queries/get-recent-work';
import { effectOf, isInOutput, type MoveSpans, OUTPUT_SECONDS } from './rules';

/** A move that nobody measured for longer than this stays without an effect: its scans may be in the archive. */
const GIVEN_UP_SECONDS = 7 * 86_400;

/**
 * Measures the moves made 30 minutes ago or longer: the rates of the departments in the 30 minutes before and after
 * (domain.md 8). The same whenever it runs, so a late run loses nothing.
 */
export async function runMeasureMoves(db: Database, site: Site, now: EpochSeconds): Promise<{ measured: number }> {
  const due = await getUnmeasuredMoves(db, site.id, now - GIVEN_UP_SECONDS, now - MEASURED_AFTER_SECONDS);
  if (due.length === 0) return { measured: 0 };
  const roles = (await getRolesOnDay(db, site.id, businessDayOf(site, now))).filter((role) => role.isActive);
  for (const move of due) {
    const around = { from: move.movedAt - OUTPUT_SECONDS, to: move.movedAt + OUTPUT_SECONDS };
    const work = await getRecentWork(db, { siteId: site.id, ...around });
    const spans = (roleId: number | null): MoveSpans | null =>
      roleId === null ? null : spansOf(work, move.movedAt, (one) => one.roleId === roleId);
    const place = roles.findIndex((role) => role.roleId === move.toRoleId);
    const effect = effectOf({
      to: spansOf(work, move.movedAt, (one) => one.roleId === move.toRoleId),
      beforeTo: spans(roles[place - 1]?.roleId ?? null),
      from: spans(move.fromRoleId),
      personAfter: spansOf(
        work,
        move.movedAt,
        (one) => one.roleId === move.toRoleId && one.employeeId === move.employeeId,
      ).after,
    });
    await inTransaction(db, (tx) => storeMoveEffect(tx, { siteId: site.id, moveId: move.id, effect, now }));
  }
  return { measured: due.length };
}

/** Items whose window ended in the 30 minutes up to the move and in the 30 after it. */
function spansOf(
  work: readonly RecentWorkRow[],
  movedAt: EpochSeconds,
  isWanted: (one: RecentWorkRow) => boolean,
): MoveSpans {
  const itemsAt = (instant: EpochSeconds) =>
    work.reduce((sum, one) => sum + (isWanted(one) && isInOutput(one, instant) ? one.items : 0), 0);
  return { before: itemsAt(movedAt), after: itemsAt(movedAt + OUTPUT_SECONDS) };
}
