import { and, eq, gt, isNull } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from '@/lib/db/client';
import { moves } from '@/lib/db/schema/attention';
import { employees } from '@/lib/db/schema/employees';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { readFlow } from './facts';
import { type MoveEffect, OUTPUT_SECONDS } from './rules';
import type { MoveInput } from './schema';

/** The effect of a move is known this long after it (domain.md 8). */
export const MEASURED_AFTER_SECONDS = OUTPUT_SECONDS;

/** The measuring job as the author of an audit event. */
const MEASURER: Actor = { type: 'system', id: 'measure-moves' };

/**
 * Stores that a person goes to another department, audited (domain.md 8). Where they come from is where they work now.
 * Throws NOT_FOUND on an unknown person or department, UNPROCESSABLE when the person is not clocked in or is there
 * already, CONFLICT when the same move was stored and is not measured yet.
 */
export async function storeMove(
  db: Database,
  site: Site,
  input: MoveInput,
  actor: Actor,
  now: EpochSeconds,
): Promise<{ id: number; from: string | null; to: string }> {
  const flow = await readFlow(db, site, now);
  const target = flow.roles.find((role) => role.departmentName === input.to);
  if (target === undefined) throw new AppError('NOT_FOUND', `There is no active department "${input.to}".`);
  const fromRoleId = flow.places.get(input.employeeId) ?? null;
  return inTransaction(db, async (tx) => {
    const [person] = await tx
      .select({ name: employees.name, archivedAt: employees.archivedAt })
      .from(employees)
      .where(and(eq(employees.siteId, site.id), eq(employees.id, input.employeeId)))
      .for('update');
    if (person === undefined || person.archivedAt !== null) {
      throw new AppError('NOT_FOUND', `There is no person ${input.employeeId} at ${site.name}.`);
    }
    if (!flow.present.some((one) => one.employeeId === input.employeeId)) {
      throw new AppError('UNPROCESSABLE', `${person.name} is not clocked in.`);
    }
    if (fromRoleId === target.roleId) throw new AppError('UNPROCESSABLE', `${person.name} is at ${input.to} already.`);
    await refuseTwice(tx, site.id, { employeeId: input.employeeId, toRoleId: target.roleId, now });
    const [inserted] = await tx.insert(moves).values({
      siteId: site.id,
      employeeId: input.employeeId,
      fromRoleId,
      toRoleId: target.roleId,
      movedBy: actor.id,
      movedAt: now,
    });
    const from = fromRoleId === null ? null : (flow.roleNames.get(fromRoleId) ?? null);
    await writeAudit(tx, [
      {
        siteId: site.id,
        at: now,
        actor,
        action: 'move.create',
        entity: 'move',
        entityId: inserted.insertId,
        before: { department: from },
        after: { employeeId: input.employeeId, department: input.to },
      },
    ]);
    return { id: inserted.insertId, from, to: input.to };
  });
}

/** The person is locked, so that of two equal requests one comes second. */
async function refuseTwice(
  tx: Transaction,
  siteId: number,
  move: { employeeId: number; toRoleId: number; now: EpochSeconds },
): Promise<void> {
  const [same] = await tx
    .select({ id: moves.id })
    .from(moves)
    .where(
      and(
        eq(moves.siteId, siteId),
        eq(moves.employeeId, move.employeeId),
        eq(moves.toRoleId, move.toRoleId),
        gt(moves.movedAt, move.now - MEASURED_AFTER_SECONDS),
        isNull(moves.measuredAt),
      ),
    )
    .limit(1);
  if (same !== undefined) throw new AppError('CONFLICT', 'This move is stored already; its effect is being measured.');
}

/** Keeps what a move brought, once, audited. */
export async function storeMoveEffect(
  tx: Transaction,
  input: { siteId: number; moveId: number; effect: MoveEffect; now: EpochSeconds },
): Promise<void> {
  const [result] = await tx
    .update(moves)
    .set({ measuredAt: input.now, effect: input.effect })
    .where(and(eq(moves.siteId, input.siteId), eq(moves.id, input.moveId), isNull(moves.measuredAt)));
  if (result.affectedRows === 0) return;
  await writeAudit(tx, [
    {
      siteId: input.siteId,
      at: input.now,
      actor: MEASURER,
      action: 'move.measure',
      entity: 'move',
      entityId: input.moveId,
      after: { ...input.effect },
    },
  ]);
}
