import { CalendarX2, ScanBarcode, SearchX } from 'lucide-react';
import { EmptyState } from '@/components/state/empty-state';
import { Button } from '@/components/ui/button';
import { formatDays } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import type { BoardParams, SetBoardParams } from './board-part';

type NothingToShowProps = {
  /** People on the board before the search. */
  people: number;
  department: string | null;
  /** The days of the board, both the same for one. */
  from: IsoDay;
  to: IsoDay;
  today: IsoDay;
  params: BoardParams;
  setParams: SetBoardParams;
  onToday(): void;
};

/** Why a board has no rows, and what to do about it. */
export function NothingToShow(props: NothingToShowProps) {
  const { people, department, from, to, today, params, setParams, onToday } = props;
  const when = `${from === to ? 'on' : 'from'} ${formatDays(from, to)}`;
  if (people > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title="Nobody found"
        action={<Button onClick={() => setParams({ q: null })}>Clear the search</Button>}
      >
        No name contains “{params.q.trim()}”.
      </EmptyState>
    );
  }
  if (department !== null) {
    return (
      <EmptyState
        icon={ScanBarcode}
        title={`No scans in ${department}`}
        action={<Button onClick={() => setParams({ department: null })}>Show all departments</Button>}
      >
        Nobody worked in this department {when}.
      </EmptyState>
    );
  }
  if (from !== today) {
    return (
      <EmptyState icon={CalendarX2} title="Nothing recorded" action={<Button onClick={onToday}>Go to today</Button>}>
        There are neither scans nor clock times {when}.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={ScanBarcode} title="Nobody has started yet today">
      People appear here with their first clock-in or scan, by themselves. If work is going on already, look at the
      sources above: each says when it last delivered.
    </EmptyState>
  );
}
