import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { employeePayrates } from '@/lib/db/schema/employee-payrates';
import { employees } from '@/lib/db/schema/employees';
import type { PayRate } from '@/lib/domain/costs/rules';
import { changedSpans } from '@/lib/domain/scoring/dated-values';
import { requestPersonDays } from '@/lib/domain/scoring/request-affected';
import { lockScoringRules } from '@/lib/domain/scoring/rule-lock';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { AppError } from '@/lib/platform/errors/errors';
import { requireRevision } from '@/lib/platform/revision/revision';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { isSameRate, rateOn, withoutRate, withRate } from './rules';
import { type PayRateInput, payRate } from './schema';

/** `revision`: `revisionOf` the {@link PayRate} the editor saw on that day, or of null; left out, the edit wins. */
type PayEdit = { siteId: number; employeeId: number; revision?: string; actor: Actor; now: EpochSeconds };

/**
 * Sets what a person is paid from a day on, until the next rate. Exactly the person's scored days on which the rate changes
 * are scored again. Audited; the same again changes nothing. Returns how many days that are. Throws NOT_FOUND, VALIDATION,
 * CONFLICT when somebody changed the rate of that day meanwhile. The caller asks for the pay right.
 */
export async function setPayRate(
  tx: Transaction,
  input: PayEdit & { rate: PayRateInput },
): Promise<{ requested: number }> {
  const rate = payRate.parse(input.rate);
  return editRates(tx, input, rate.effectiveFrom, 'payrate.set', (rates) => withRate(rates, rate));
}

/** Takes a rate away: its days get the rate before, else the site's default. Audited. Throws NOT_FOUND, CONFLICT. */
export async function removePayRate(
  tx: Transaction,
  input: PayEdit & { effectiveFrom: IsoDay },
): Promise<{ requested: number }> {
  return editRates(tx, input, input.effectiveFrom, 'payrate.remove', (rates) =>
    withoutRate(rates, input.effectiveFrom),
  );
}

async function editRates(
  tx: Transaction,
  input: PayEdit,
  effectiveFrom: IsoDay,
  action: string,
  edit: (rates: PayRate[]) => PayRate[],
): Promise<{ requested: number }> {
  const { siteId, employeeId, actor, now } = input;
  await lockScoringRules(tx, siteId);
  const [person] = await tx
    .select({ id: employees.id })
    .from(employees)
    .where(and(eq(employees.siteId, siteId), eq(employees.id, employeeId)));
  if (person === undefined) throw new AppError('NOT_FOUND', 'There is no such person at this site.');
  const rows = await tx
    .select()
    .from(employeePayrates)
    .where(eq(employeePayrates.employeeId, employeeId))
    .for('update');
  const before = rows.map(({ employeeId: _, ...rate }): PayRate => rate);
  const old = before.find((one) => one.effectiveFrom === effectiveFrom) ?? null;
  requireRevision(old, input.revision);
  const after = edit(before);
  const next = after.find((one) => one.effectiveFrom === effectiveFrom) ?? null;
  if (old !== null && isSameRate(old, next)) return { requested: 0 };
  const isThis = and(eq(employeePayrates.employeeId, employeeId), eq(employeePayrates.effectiveFrom, effectiveFrom));
  if (old !== null) await tx.delete(employeePayrates).where(isThis);
  if (next !== null) await tx.insert(employeePayrates).values({ employeeId, ...next });
  await writeAudit(tx, [
    {
      siteId,
      at: now,
      actor,
      action,
      entity: 'employee',
      entityId: employeeId,
      before: { ...(old ?? { effectiveFrom }) },
      after: { ...(next ?? { effectiveFrom }) },
    },
  ]);
  const spans = changedSpans(
    [...before, ...after].map((one) => one.effectiveFrom),
    (day) => isSameRate(rateOn(before, day), rateOn(after, day)),
  );
  return { requested: await requestPersonDays(tx, { siteId, employeeId, spans, reason: action, now }) };
}
