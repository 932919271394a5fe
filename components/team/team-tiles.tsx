import { ChangeMark } from '@/components/figures/change-mark';
import { FigureTile } from '@/components/figures/figure-tile';
import type { TeamTotals, TeamTrends } from '@/lib/domain/team/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatHours } from '@/lib/platform/time/format';

/** The range in six figures. */
export function TeamTiles({ trends }: { trends: TeamTrends }) {
  const { totals, compared } = trends;
  const change = compared?.change;
  const from = (value: number | null | undefined, unit: '%' | ' points', text: string, better?: 'up') =>
    value === undefined ? undefined : (
      <>
        <ChangeMark value={value} unit={unit} better={better} /> from {text}
      </>
    );
  const before = compared?.totals;
  return (
    <div className="grid gap-3 min-[26rem]:grid-cols-2 md:grid-cols-3 2xl:grid-cols-6 print:grid-cols-3">
      <FigureTile
        label="Finished items"
        value={formatNumber(totals.finishedItems)}
        change={from(
          change?.finishedItemsPercent,
          '%',
          numberOf(before, (one) => one.finishedItems),
          'up',
        )}
        note={goalNote(totals)}
      />
      <FigureTile
        label="Items"
        value={formatNumber(totals.items)}
        change={from(
          change?.itemsPercent,
          '%',
          numberOf(before, (one) => one.items),
          'up',
        )}
        note="Every scan of every department, also of logins that nobody is linked to."
      />
      <FigureTile
        label="Points"
        value={formatNumber(totals.points)}
        change={from(
          change?.pointsPercent,
          '%',
          numberOf(before, (one) => one.points),
          'up',
        )}
        note="Items times the multiplier of their department on the day."
      />
      <FigureTile
        label="Clocked hours"
        value={formatHours(totals.clockedSeconds)}
        change={from(
          change?.clockedSecondsPercent,
          '%',
          before === undefined ? NO_NUMBER : formatHours(before.clockedSeconds),
        )}
        note={`Without breaks. ${peoplePerDay(totals)} on ${daysText(totals.days)} with work.`}
      />
      <FigureTile
        label="Active share"
        value={percentText(totals.utilizationPercent)}
        change={from(change?.utilizationPoints, ' points', percentText(before?.utilizationPercent ?? null), 'up')}
        note={`Utilization: ${formatHours(totals.activeSeconds)} active of the clocked hours.`}
      />
      <FigureTile
        label="Efficiency against target"
        value={percentText(totals.efficiencyPercent)}
        change={from(change?.efficiencyPoints, ' points', percentText(before?.efficiencyPercent ?? null), 'up')}
        note="Items over worked hours times the target of their department; 100% is the target."
      />
    </div>
  );
}

function numberOf(totals: TeamTotals | undefined, of: (totals: TeamTotals) => number): string {
  return totals === undefined ? NO_NUMBER : formatNumber(of(totals));
}

function percentText(percent: number | null): string {
  return percent === null ? NO_NUMBER : `${formatNumber(percent, 1)}%`;
}

function goalNote({ goalDays, goalDaysReached }: TeamTotals): string {
  if (goalDays === 0) return 'Items of the finishing departments. No daily goal is set.';
  return `Items of the finishing departments. The daily goal was reached on ${goalDaysReached} of ${daysText(goalDays)}.`;
}

function peoplePerDay({ days, personDays }: TeamTotals): string {
  return `${days === 0 ? NO_NUMBER : formatNumber(personDays / days, 1)} people a day`;
}

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${formatNumber(days)} days`;
}
