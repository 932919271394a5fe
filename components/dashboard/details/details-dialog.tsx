'use client';

import type { ComponentType, RefObject } from 'react';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import type { Detail } from '@/lib/domain/dashboard/prepare-view';
import { formatDay } from '@/lib/platform/time/format';
import { AlertsDetail } from './alerts-detail';
import { ClockedDetail, FinishedDetail } from './day-people-detail';
import type { DetailProps } from './detail-props';
import { EfficiencyDetail } from './efficiency-detail';
import { IssuesDetail } from './issues-detail';
import { PaceDetail } from './pace-detail';
import { PeopleDetail } from './people-detail';

const DETAILS: Record<Detail, { title: string; Content: ComponentType<DetailProps> }> = {
  people: { title: 'People', Content: PeopleDetail },
  finished: { title: 'Finished items', Content: FinishedDetail },
  pace: { title: 'Pace to the goal', Content: PaceDetail },
  efficiency: { title: 'Site efficiency', Content: EfficiencyDetail },
  clocked: { title: 'Clocked hours', Content: ClockedDetail },
  alerts: { title: 'Open alerts', Content: AlertsDetail },
  issues: { title: 'Open data issues', Content: IssuesDetail },
};
/** What is of the present and not of a day. */
const OF_NOW: readonly Detail[] = ['alerts', 'issues'];

type DetailsDialogProps = DetailProps & {
  detail: Detail | null;
  onClose(): void;
  /** Where the focus goes back to. */
  opener: RefObject<Element | null>;
};

function timeText(detail: Detail | null, day: DetailProps['day']): string {
  if (!day.isToday) return formatDay(day.day);
  return detail !== null && OF_NOW.includes(detail) ? 'now' : 'today';
}

/** Who and what exactly is behind a figure. */
export default function DetailsDialog({ detail, onClose, opener, ...props }: DetailsDialogProps) {
  const shown = detail === null ? undefined : DETAILS[detail];
  return (
    <Dialog open={shown !== undefined} onOpenChange={(isOpen) => isOpen || onClose()}>
      {shown !== undefined && (
        <DialogContent
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const tile = document.querySelector('[data-tile]');
            const back = opener.current?.isConnected === true ? opener.current : tile;
            if (back instanceof HTMLElement) back.focus();
          }}
          className="max-w-2xl grid-cols-[minmax(0,1fr)] gap-3 p-4 sm:p-6 max-sm:top-auto max-sm:bottom-0 max-sm:w-full max-sm:translate-y-0 max-sm:rounded-b-none"
        >
          <DialogTitle>
            {shown.title}{' '}
            <span className="ml-1 text-sm font-normal whitespace-nowrap text-ink-muted">
              {timeText(detail, props.day)}
            </span>
          </DialogTitle>
          <shown.Content {...props} />
        </DialogContent>
      )}
    </Dialog>
  );
}
