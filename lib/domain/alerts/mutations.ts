import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { type Db, inTransaction, type Transaction } from '../../db/client';
import { users } from '../../db/schema/access';
import { alerts } from '../../db/schema/attention';
import { type Actor, writeAudit } from '../../platform/audit/write-audit';
import { AppError } from '../../platform/errors/errors';
import type { EpochSeconds } from '../../platform/time/instant';
import { isSameDetails } from '../issues/rules';
import { isAssignee } from './queries/get-assignees';
import { ALERT_CLOSED_BY_SYSTEM, type AlertSeverity, dueAtAfter, dueAtOf, isGraver } from './rules';

/** A cause that lasts. `subject` names what it is about: `employee:12`, `type:Folding`, `connecteam`. */
export type FoundAlert = {
  kind: string;
  subject: string;
  severity: AlertSeverity;
  /** One line about the process, without blame. At most 300 characters. */
  title: string;
  details: Record<string, unknown>;
};

/** What was looked at: all subjects of these kinds, or only those named. */
export type CheckedAlerts = { kinds: readonly string[]; subjects?: readonly string[] };

export type SettledAlerts = { opened: number; changed: number; closed: number };

type AlertRow = typeof alerts.$inferSelect;

/**
 * Brings the alerts of a scope in line with the causes found, in the caller's transaction (domain.md 10): one alert per
 * kind and subject, opened with its cause, updated while it lasts (`updatedAt`: when it was last found), closed when it ends. One that a person resolved stays
 * resolved while the same cause lasts, unless it gets graver: then a new one is opened. Found causes must lie inside the
 * scope. At most four statements, whatever their number.
 */
export async function settleAlerts(
  tx: Transaction,
  input: { siteId: number; checked: CheckedAlerts; found: readonly FoundAlert[]; now: EpochSeconds },
): Promise<SettledAlerts> {
  const { siteId, checked, now } = input;
  if (checked.kinds.length === 0 || checked.subjects?.length === 0) return { opened: 0, changed: 0, closed: 0 };
  const found = new Map(input.found.map((one) => [openKeyOf(one), one]));
  const lasting = await tx
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.siteId, siteId),
        checked.subjects === undefined
          ? and(isNotNull(alerts.openKey), inArray(alerts.kind, [...checked.kinds]))
          : inArray(
              alerts.openKey,
              checked.kinds.flatMap((kind) => (checked.subjects ?? []).map((subject) => openKeyOf({ kind, subject }))),
            ),
      ),
    )
    .for('update');

  const over: AlertRow[] = [];
  const superseded: AlertRow[] = [];
  const seenAgain: (typeof alerts.$inferInsert)[] = [];
  let changed = 0;
  for (const row of lasting) {
    const cause = found.get(row.openKey ?? '');
    if (cause === undefined) {
      over.push(row);
      continue;
    }
    if (row.status === 'resolved' && isGraver(cause.severity, row.severity)) {
      superseded.push(row);
      continue;
    }
    found.delete(openKeyOf(cause));
    if (row.status === 'resolved') continue;
    if (!isSame(row, cause)) changed += 1;
    const dueAt = isGraver(cause.severity, row.severity) ? dueAtAfter(row.dueAt, cause.severity, now) : row.dueAt;
    seenAgain.push({ ...row, ...cause, dueAt, updatedAt: now });
  }
  const opened = [...found.values()].map((cause) => ({
    siteId,
    ...cause,
    openKey: openKeyOf(cause),
    status: 'open' as const,
    openedAt: now,
    updatedAt: now,
    dueAt: dueAtOf(cause.severity, now),
  }));

  await release(tx, [...over.filter((row) => row.status === 'resolved'), ...superseded]);
  const ended = over.filter((row) => row.status !== 'resolved');
  if (ended.length > 0) {
    await tx
      .update(alerts)
      .set({ status: 'resolved', openKey: null, resolvedAt: now, resolvedBy: ALERT_CLOSED_BY_SYSTEM, updatedAt: now })
      .where(inArray(alerts.id, idsOf(ended)));
  }
  await writeAlerts(tx, seenAgain, opened);
  return { opened: opened.length, changed, closed: ended.length };
}

/** Raises, or updates, the one alert of a cause; {@link settleAlerts} for a single one. */
export async function raiseAlert(
  tx: Transaction,
  input: { siteId: number; alert: FoundAlert; now: EpochSeconds },
): Promise<SettledAlerts> {
  const { siteId, alert, now } = input;
  return settleAlerts(tx, { siteId, checked: scopeOf(alert), found: [alert], now });
}

/** Closes the alert of a cause that ended; nothing happens when there is none. */
export async function closeAlert(
  tx: Transaction,
  input: { siteId: number; kind: string; subject: string; now: EpochSeconds },
): Promise<SettledAlerts> {
  const { siteId, now } = input;
  return settleAlerts(tx, { siteId, checked: scopeOf(input), found: [], now });
}

export type AlertAction = { siteId: number; alertId: number; actor: Actor; now: EpochSeconds };

/**
 * Somebody saw it. Audited. Throws NOT_FOUND, and CONFLICT when somebody else was faster; the same person again changes
 * nothing.
 */
export async function acknowledgeAlert(db: Db, input: AlertAction): Promise<void> {
  await act(db, input, 'alert.acknowledge', async (row, tx) => {
    if (row.status === 'acknowledged' && row.acknowledgedBy === input.actor.id) return null;
    if (row.status !== 'open') throw await fasterThanYou(tx, row);
    return { status: 'acknowledged', acknowledgedBy: input.actor.id };
  });
}

/**
 * Gives it to a user, also one that was given to somebody else before. Audited. Throws NOT_FOUND for the alert,
 * UNPROCESSABLE when there is no such admin or manager, CONFLICT when it is resolved.
 */
export async function assignAlert(db: Db, input: AlertAction & { userId: string }): Promise<void> {
  await act(db, input, 'alert.assign', async (row, tx) => {
    if (row.status === 'resolved') throw await fasterThanYou(tx, row);
    const [user] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, input.userId), isAssignee(tx, input.siteId)));
    if (user === undefined) {
      throw new AppError('UNPROCESSABLE', 'There is no such admin or manager of this site.', {
        details: [{ field: 'userId', message: 'must be the id of an admin or manager' }],
      });
    }
    if (row.status === 'assigned' && row.assignedTo === input.userId) return null;
    return { status: 'assigned', assignedTo: input.userId };
  });
}

/** Settles it with a note, whether or not its cause lasts. Audited. Throws NOT_FOUND, CONFLICT when it is resolved. */
export async function resolveAlert(db: Db, input: AlertAction & { note: string }): Promise<void> {
  await act(db, input, 'alert.resolve', async (row, tx) => {
    if (row.status === 'resolved') throw await fasterThanYou(tx, row);
    return { status: 'resolved', resolvedAt: input.now, resolvedBy: input.actor.id, note: input.note };
  });
}

/** Keeps a note with it, resolved or not; earlier ones stay in its history. Audited. Throws NOT_FOUND. */
export async function noteAlert(db: Db, input: AlertAction & { note: string }): Promise<void> {
  await act(db, input, 'alert.note', () => ({ note: input.note }));
}

/** Says who settled an alert before the asker could, or that it ended by itself. */
async function fasterThanYou(tx: Transaction, row: AlertRow): Promise<AppError> {
  const { verb, by } = {
    open: { verb: 'opened it', by: null },
    acknowledged: { verb: 'acknowledged it', by: row.acknowledgedBy },
    assigned: { verb: 'has it', by: row.assignedTo },
    resolved: { verb: 'resolved it', by: row.resolvedBy },
  }[row.status];
  if (by === ALERT_CLOSED_BY_SYSTEM) {
    return new AppError('CONFLICT', 'The cause of the alert is gone: it is already resolved by itself.');
  }
  const [user] = by === null ? [] : await tx.select({ name: users.name }).from(users).where(eq(users.id, by));
  return new AppError('CONFLICT', `The alert is already ${row.status}: ${user?.name ?? 'somebody else'} ${verb}.`);
}

type AlertChange = Partial<
  Pick<AlertRow, 'status' | 'acknowledgedBy' | 'assignedTo' | 'resolvedAt' | 'resolvedBy' | 'note'>
>;

async function act(
  db: Db,
  { siteId, alertId, actor, now }: AlertAction,
  action: string,
  decide: (row: AlertRow, tx: Transaction) => AlertChange | null | Promise<AlertChange | null>,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const isThis = and(eq(alerts.siteId, siteId), eq(alerts.id, alertId));
    const [row] = await tx.select().from(alerts).where(isThis).for('update');
    if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such alert at this site.');
    const change = await decide(row, tx);
    if (change === null) return;
    await tx
      .update(alerts)
      .set({ ...change, updatedAt: now })
      .where(isThis);
    const before = Object.fromEntries(Object.keys(change).map((name) => [name, Reflect.get(row, name)]));
    await writeAudit(tx, [
      { siteId, at: now, actor, action, entity: 'alert', entityId: alertId, before, after: { ...change } },
    ]);
  });
}

async function release(tx: Transaction, rows: readonly AlertRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .update(alerts)
    .set({ openKey: null })
    .where(inArray(alerts.id, idsOf(rows)));
}

/** New ones and those that last in one statement; somebody else may have opened the same one since we looked. */
async function writeAlerts(
  tx: Transaction,
  seenAgain: (typeof alerts.$inferInsert)[],
  opened: (typeof alerts.$inferInsert)[],
): Promise<void> {
  if (seenAgain.length + opened.length === 0) return;
  const rows = [...seenAgain.map((row) => ({ ...row, id: undefined })), ...opened];
  const given = (column: string) => sql`VALUES(${sql.identifier(column)})`;
  await tx
    .insert(alerts)
    .values(rows)
    .onDuplicateKeyUpdate({
      set: {
        severity: given('severity'),
        title: given('title'),
        details: given('details'),
        updatedAt: given('updated_at'),
        dueAt: sql`LEAST(${alerts.dueAt}, ${given('due_at')})`,
      },
    });
}

function isSame(row: AlertRow, cause: FoundAlert): boolean {
  return row.severity === cause.severity && row.title === cause.title && isSameDetails(row.details, cause.details);
}

function scopeOf({ kind, subject }: { kind: string; subject: string }): CheckedAlerts {
  return { kinds: [kind], subjects: [subject] };
}

function openKeyOf({ kind, subject }: { kind: string; subject: string }): string {
  return `${kind}|${subject}`;
}

function idsOf(rows: readonly AlertRow[]): number[] {
  return rows.map((row) => row.id);
}
