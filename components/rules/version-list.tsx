import { Pencil, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { BEGINNING } from '@/lib/domain/roles/rules';
import type { ListedVersion } from '@/lib/domain/roles/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatDay } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';

type VersionListProps = {
  /** The latest first. */
  versions: readonly ListedVersion[];
  onEdit(version: ListedVersion): void;
  onRemove(validFrom: IsoDay): void;
};

/** All dated values of a department; which of them counts today is said. */
export function VersionList({ versions, onEdit, onRemove }: VersionListProps) {
  return (
    <ul aria-label="Dated values" className="divide-y rounded-xl border">
      {versions.map((version) => {
        const from = version.validFrom === BEGINNING ? 'the beginning' : formatDay(version.validFrom);
        return (
          <li key={version.validFrom} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3 py-2">
            <div className="min-w-0 text-sm">
              <p className="font-medium">
                From {from}
                {version.isCurrent && (
                  <span className="ml-2 rounded-md bg-accent-soft px-1.5 py-0.5 text-[0.8125rem] text-accent">
                    counts today
                  </span>
                )}
              </p>
              <p className="text-ink-muted tabular-nums">
                {formatNumber(version.multiplier, 3)} points an item, {formatNumber(version.expectedPerHour)}{' '}
                expected/h, idle after {formatNumber(version.idleThresholdMinutes)} min,{' '}
                {version.monthlyTargetPoints === null
                  ? 'no target'
                  : `target ${formatNumber(version.monthlyTargetPoints)} a month`}
              </p>
            </div>
            <div className="flex gap-1">
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Edit the values from ${from}`}
                onClick={() => onEdit(version)}
              >
                <Pencil aria-hidden />
              </Button>
              {versions.length > 1 && (
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Take the values from ${from} away`}
                  onClick={() => onRemove(version.validFrom)}
                >
                  <Trash2 aria-hidden />
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
