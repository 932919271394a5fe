'use client';

import { DataTable, type TableColumn } from '@/components/table/data-table';
import { cn } from '@/components/ui/class-names';
import { piecesOf, type Timeline, type TimelinePiece } from '@/lib/domain/employees/prepare-timeline';
import { formatClockSeconds, formatDuration } from '@/lib/platform/time/format';
import { type DepartmentColours, lookOf } from './piece-looks';

type Row = { piece: TimelinePiece; lane: string };
type TimelineTableProps = { timeline: Timeline; colours: DepartmentColours; timeZone: string };

/** The pieces of the timeline as rows. */
export default function TimelineTable({ timeline, colours, timeZone }: TimelineTableProps) {
  const laneOf = new Map(
    timeline.lanes.flatMap((lane) => piecesOf([lane]).map((piece) => [piece.id, lane.label] as const)),
  );
  const rows = piecesOf(timeline.lanes).map((piece): Row => ({ piece, lane: laneOf.get(piece.id) ?? '' }));
  const columns: TableColumn<Row>[] = [
    {
      id: 'from',
      label: 'From',
      sortBy: ({ piece }) => piece.start,
      first: 'asc',
      cell: ({ piece }) => formatClockSeconds(piece.start, timeZone),
    },
    {
      id: 'to',
      label: 'To',
      sortBy: ({ piece }) => piece.end,
      first: 'asc',
      cell: ({ piece }) => (piece.isOpen ? 'now' : formatClockSeconds(piece.end, timeZone)),
    },
    {
      id: 'length',
      label: 'Length',
      align: 'right',
      sortBy: ({ piece }) => piece.end - piece.start,
      cell: ({ piece }) => formatDuration(piece.end - piece.start),
    },
    {
      id: 'lane',
      label: 'Lane',
      sortBy: ({ lane }) => lane,
      first: 'asc',
      className: 'whitespace-nowrap',
      cell: ({ lane }) => lane,
    },
    {
      id: 'what',
      label: 'What',
      sortBy: ({ piece }) => piece.what,
      first: 'asc',
      className: 'whitespace-nowrap',
      cell: ({ piece }) => <What piece={piece} colours={colours} />,
    },
    { id: 'why', label: 'Why', className: 'min-w-80', cell: ({ piece }) => piece.why },
  ];
  return (
    <DataTable
      label="Pieces of the timeline"
      rows={rows}
      columns={columns}
      rowKey={({ piece }) => piece.id}
      sortParam="pieces"
    />
  );
}

function What({ piece, colours }: { piece: TimelinePiece; colours: DepartmentColours }) {
  const look = lookOf(piece, colours);
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className={cn('h-3 w-4 shrink-0 rounded-sm', look.className)} style={look.style} />
      {piece.what}
    </span>
  );
}
