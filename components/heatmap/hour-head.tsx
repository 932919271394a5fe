import { ChevronsRightLeft, Ellipsis } from 'lucide-react';
import type { HourGroup, HourRun } from '@/lib/domain/heatmap/prepare-view';
import type { GridHour } from './grid';

type HourHeadProps = {
  group: HourGroup;
  hours: readonly GridHour[];
  noOne: string;
  onFold(run: HourRun): void;
  onUnfold(run: HourRun): void;
};

/** The head of an hour, or of folded hours, which it unfolds. */
export function HourHead({ group, hours, noOne, onFold, onUnfold }: HourHeadProps) {
  const classes = 'border-b bg-surface p-0 text-center text-[0.8125rem] font-normal text-ink-muted';
  if (group.kind === 'fold') {
    return (
      <th scope="col" className={classes}>
        <button
          type="button"
          title={`${group.label}: ${noOne}`}
          aria-label={`Unfold ${group.label}, ${noOne}`}
          aria-expanded={false}
          onClick={() => onUnfold(group)}
          className="grid h-11 w-full place-items-center hover:bg-sunken hover:text-ink"
        >
          <Ellipsis className="size-4" aria-hidden />
        </button>
      </th>
    );
  }
  const hour = hours[group.index];
  const run = group.foldsTo;
  return (
    <th scope="col" className={classes}>
      {run === null ? (
        <span className="block leading-tight">
          {hour?.label}
          {hour?.note != null && <span className="block text-xs">{hour.note}</span>}
        </span>
      ) : (
        <button
          type="button"
          title={`Fold ${run.label}`}
          aria-label={`${hour?.label}, fold ${run.label}`}
          aria-expanded
          onClick={() => onFold(run)}
          className="grid h-11 w-full place-items-center leading-tight hover:bg-sunken hover:text-ink"
        >
          {hour?.label}
          <ChevronsRightLeft className="size-3.5" aria-hidden />
        </button>
      )}
    </th>
  );
}
