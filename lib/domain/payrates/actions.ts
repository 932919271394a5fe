import { inTransaction } from '@/lib/db/client';
import { getDatabase } from '@/lib/db/handles';
import { announceEdit } from '@/lib/domain/scoring/announce-edit';
import type { Site } from '@/lib/domain/sites/schema';
import { type Actor, writeAudit } from '@/lib/platform/audit/write-audit';
import { toCsv } from '@/lib/platform/csv/csv';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { importPayRates } from './import';
import { loadPayList } from './loaders';
import { removePayRate, setPayRate } from './mutations';
import type { PayImportAnswer, PayImportOrder, PayRateInput } from './schema';
import { filterPay, type PayFilter } from './view';

type PayEdit = { site: Site; employeeId: number; revision?: string; actor: Actor; now: EpochSeconds };

/** {@link setPayRate} in a transaction of its own; afterwards the worker scores what it asked for. */
export async function changePayRate({
  site,
  ...edit
}: PayEdit & { rate: PayRateInput }): Promise<{ requested: number }> {
  const answer = await inTransaction(getDatabase(), (tx) => setPayRate(tx, { siteId: site.id, ...edit }));
  await announceEdit(site, edit.now);
  return answer;
}

/** The same for {@link removePayRate}. */
export async function dropPayRate({
  site,
  ...edit
}: PayEdit & { effectiveFrom: IsoDay }): Promise<{ requested: number }> {
  const answer = await inTransaction(getDatabase(), (tx) => removePayRate(tx, { siteId: site.id, ...edit }));
  await announceEdit(site, edit.now);
  return answer;
}

/** {@link importPayRates}; afterwards the worker scores what was written. */
export async function takeInPayRates(
  site: Site,
  order: PayImportOrder,
  actor: Actor,
  now: EpochSeconds,
): Promise<PayImportAnswer> {
  const answer = await importPayRates(getDatabase(), { site, order, actor, now });
  if (answer.isWritten) await announceEdit(site, now);
  return answer;
}

const COLUMNS = ['employee_id', 'email', 'name', 'effective_from', 'pay_type', 'amount'];

/**
 * The rates of the people that the page shows with the same filter, as a file that can be edited and imported; whoever has
 * none has a row without. Pay leaves the hub here, so that it does is audited.
 */
export async function exportPayRates(
  site: Site,
  filter: PayFilter,
  actor: Actor,
  now: EpochSeconds,
): Promise<{ name: string; body: string }> {
  const { rows, today } = await loadPayList(site, now);
  const shown = filterPay(rows, filter);
  const name = `pay-rates-${site.code}-${today}.csv`;
  await inTransaction(getDatabase(), (tx) =>
    writeAudit(tx, [
      {
        siteId: site.id,
        at: now,
        actor,
        action: 'payrate.export',
        entity: 'payrate',
        entityId: today,
        after: { file: name, ...filter, people: shown.length },
      },
    ]),
  );
  const lines = shown.flatMap(({ employeeId, email, name: person, rates }) =>
    rates.length === 0
      ? [[employeeId, email, person, null, null, null]]
      : rates.map((rate) => [employeeId, email, person, rate.effectiveFrom, rate.payType, rate.amountCents / 100]),
  );
  return { name, body: toCsv(COLUMNS, lines) };
}
