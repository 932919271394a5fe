import { and, desc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { users } from '@/lib/db/schema/access';
import { moves } from '@/lib/db/schema/attention';
import { employees } from '@/lib/db/schema/employees';
import type { EpochSeconds } from '@/lib/platform/time/instant';

const MOVES_SHOWN = 50;

/** Moves of a site since `from`, newest first, at most 50. */
export async function getMoves(db: Db, siteId: number, from: EpochSeconds) {
  return db
    .select({
      id: moves.id,
      employeeId: moves.employeeId,
      name: employees.name,
      fromRoleId: moves.fromRoleId,
      toRoleId: moves.toRoleId,
      /** the name, while there is such a user */
      movedBy: sql<string>`COALESCE(${users.name}, ${moves.movedBy})`,
      movedAt: moves.movedAt,
      measuredAt: moves.measuredAt,
      effect: moves.effect,
    })
    .from(moves)
    .innerJoin(employees, eq(employees.id, moves.employeeId))
    .leftJoin(users, eq(users.id, moves.movedBy))
    .where(and(eq(moves.siteId, siteId), gte(moves.movedAt, from)))
    .orderBy(desc(moves.movedAt), desc(moves.id))
    .limit(MOVES_SHOWN);
}
export type MoveRow = Awaited<ReturnType<typeof getMoves>>[number];

/** Moves made from `from` to `to` whose effect is not measured yet, oldest first. */
export async function getUnmeasuredMoves(db: Db, siteId: number, from: EpochSeconds, to: EpochSeconds) {
  return db
    .select({
      id: moves.id,
      employeeId: moves.employeeId,
      fromRoleId: moves.fromRoleId,
      toRoleId: moves.toRoleId,
      movedAt: moves.movedAt,
    })
    .from(moves)
    .where(and(eq(moves.siteId, siteId), gte(moves.movedAt, from), lte(moves.movedAt, to), isNull(moves.measuredAt)))
    .orderBy(moves.movedAt, moves.id);
}
