import { ChangeMark } from '@/components/figures/change-mark';
import { FigureTile } from '@/components/figures/figure-tile';
import { labourOnDefaultRate, prepareComposition } from '@/lib/domain/costs/prepare-view';
import type { CostAnalysis } from '@/lib/domain/costs/schema';
import { formatMoney, formatUnitMoney } from '@/lib/platform/format/money';
import { formatNumber, formatPercent } from '@/lib/platform/format/number';
import { formatHours } from '@/lib/platform/time/format';
import { UtilizationChip } from './utilization-chip';

type CostTilesProps = {
  costs: CostAnalysis;
  /** Shows the people on the default rate. */
  onDefaultRates(): void;
};

/** What it costs and why, in five figures (domain.md 9). */
export function CostTiles({ costs, onDefaultRates }: CostTilesProps) {
  const { totals, compared, currency } = costs;
  const before = compared?.totals;
  const change = compared?.change;
  const waiting = prepareComposition(costs).find((part) => part.key === 'waiting');
  return (
    <div className="grid gap-3 min-[26rem]:grid-cols-2 md:grid-cols-3 xl:grid-cols-5 print:grid-cols-5">
      <FigureTile
        label="Labour"
        value={formatMoney(totals.labourCents, currency)}
        change={
          change && (
            <>
              <ChangeMark value={change.labourPercent} unit="%" /> from{' '}
              {formatMoney(before?.labourCents ?? null, currency)}
            </>
          )
        }
        note={`${formatHours(totals.paidSeconds)} paid hours of ${peopleText(totals.people)}, each at the rate of its day.`}
        open={{ label: 'Who', href: '#people' }}
      />
      <FigureTile
        label="Labour per finished item"
        value={formatUnitMoney(totals.costPerFinishedItemCents, currency)}
        change={
          change && (
            <>
              <ChangeMark value={change.costPerFinishedItemPercent} unit="%" better="down" /> from{' '}
              {formatUnitMoney(before?.costPerFinishedItemCents ?? null, currency)}
            </>
          )
        }
        note={`All labour over ${formatNumber(totals.finishedItems)} finished items. Of it, active work: ${formatUnitMoney(totals.activeCostPerFinishedItemCents, currency)}.`}
        open={{ label: 'Day by day', href: '#trend' }}
      />
      <FigureTile
        label="Active share"
        value={formatPercent(totals.utilization, 1)}
        mark={<UtilizationChip chip={totals.chip} />}
        change={
          change && (
            <>
              <ChangeMark value={change.utilizationPoints} unit=" points" better="up" /> from{' '}
              {formatPercent(before?.utilization ?? null, 1)}
            </>
          )
        }
        note={`${formatHours(totals.activeSeconds)} active of ${formatHours(totals.clockedSeconds)} clocked hours, breaks not counted.`}
        open={{ label: 'By department', href: '#departments' }}
      />
      <FigureTile
        label="Waiting and gaps"
        value={formatMoney(totals.idleCents, currency)}
        change={
          change && (
            <>
              <ChangeMark value={change.idlePercent} unit="%" better="down" /> from{' '}
              {formatMoney(before?.idleCents ?? null, currency)}
            </>
          )
        }
        note={`${formatPercent(waiting?.share ?? null, 1)} of labour: clocked time without scans for longer than the work allows. No breaks.`}
        open={{ label: 'Where', href: '#labour' }}
      />
      <FigureTile
        label="On the default rate"
        value={`${formatNumber(totals.peopleWithDefaultRate)} of ${formatNumber(totals.people)}`}
        change={
          change && (
            <>
              <ChangeMark value={change.peopleWithDefaultRate} unit="" decimals={0} better="down" /> from{' '}
              {formatNumber(before?.peopleWithDefaultRate ?? null)} people
            </>
          )
        }
        note={`People without a rate of their own on some day: ${formatMoney(costs.defaultHourlyCents, currency)} an hour is assumed. Their labour: ${formatMoney(labourOnDefaultRate(costs), currency)}.`}
        open={totals.peopleWithDefaultRate > 0 ? { label: 'Show them', onOpen: onDefaultRates } : undefined}
      />
    </div>
  );
}

function peopleText(people: number): string {
  return people === 1 ? '1 person' : `${formatNumber(people)} people`;
}
