'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { MappingPreview } from '@/lib/domain/identity/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatDay } from '@/lib/platform/time/format';

const FEW_DAYS = 5;
type Holder = MappingPreview['from'];
type Amount = MappingPreview['total']['leaves'];

/** Which days, items and points move, from whom and to whom. */
export function MovePreview({ preview }: { preview: MappingPreview }) {
  const [isWhole, setWhole] = useState(false);
  const { days, total, from, to, uncountedScans } = preview;
  const shown = isWhole ? days : days.slice(0, FEW_DAYS);
  const hasPunches = total.punches > 0;
  const hasBoth = from.kind !== 'ignored' && to.kind !== 'ignored';
  const otherDays = hasBoth ? days.filter((day) => day.leaves.items !== day.arrives.items) : [];
  return (
    <div className="grid gap-2 text-sm">
      <p>
        From <b className="font-medium">{holderText(from)}</b> to <b className="font-medium">{holderText(to)}</b>.
      </p>
      {days.length === 0 ? (
        <p className="text-ink-muted">Nothing moves: there are no scans and no punches of this login yet.</p>
      ) : (
        <table aria-label="What moves" className="w-full">
          <thead>
            <tr className="border-b text-left text-[0.8125rem] text-ink-muted">
              <th scope="col" className="py-1 font-normal">
                Day
              </th>
              <th scope="col" className="py-1 pl-2 text-right font-normal">
                Items
              </th>
              <th scope="col" className="py-1 pl-2 text-right font-normal">
                Points
              </th>
              {hasPunches && (
                <th scope="col" className="py-1 pl-2 text-right font-normal">
                  Punches
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((day) => (
              <tr key={day.date} className="border-b">
                <td className="py-1">{formatDay(day.date)}</td>
                <AmountCells {...sideOf(day, to)} />
                {hasPunches && (
                  <td className="py-1 pl-2 text-right">{day.punches === 0 ? '–' : formatNumber(day.punches)}</td>
                )}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr data-sum="total" className="font-medium">
              <td className="py-1">{days.length === 1 ? '1 day' : `${formatNumber(days.length)} days`}</td>
              <AmountCells {...sideOf(total, to)} />
              {hasPunches && <td className="py-1 pl-2 text-right">{formatNumber(total.punches)}</td>}
            </tr>
          </tfoot>
        </table>
      )}
      {days.length > FEW_DAYS && (
        <Button variant="ghost" className="justify-self-start text-ink-muted" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fewer days' : `All ${formatNumber(days.length)} days`}
        </Button>
      )}
      {otherDays.length > 0 && (
        <p className="text-ink-muted">
          Some scans change their day too: they count for the shift they fall in, and that is another one here.
        </p>
      )}
      {uncountedScans > 0 && (
        <p className="text-ink-muted">
          {formatNumber(uncountedScans)} scans are of an activity type without a department: they move along and count
          nowhere yet.
        </p>
      )}
      {from.kind === 'ignored' && total.arrives.items > 0 && (
        <p className="text-ink-muted">The totals of the site rise by these items: until now they count nowhere.</p>
      )}
      {to.kind === 'ignored' && total.leaves.items > 0 && (
        <p className="text-ink-muted">The totals of the site fall by these items: they count nowhere then.</p>
      )}
    </div>
  );
}

function AmountCells({ items, points }: Amount) {
  return (
    <>
      <td className="py-1 pl-2 text-right">{formatNumber(items)}</td>
      <td className="py-1 pl-2 text-right">{formatNumber(points, 2)}</td>
    </>
  );
}

/** Where things arrive; where nothing does, what leaves. */
function sideOf(day: { leaves: Amount; arrives: Amount }, to: Holder): Amount {
  return to.kind === 'ignored' ? day.leaves : day.arrives;
}

function holderText({ kind, name }: Holder): string {
  if (kind === 'person') return name ?? 'a person';
  if (kind === 'new') return 'the new person';
  return kind === 'unmapped' ? 'unmapped work of the site' : 'ignored logins, which count nowhere';
}
