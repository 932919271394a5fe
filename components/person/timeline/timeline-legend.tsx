import { cn } from '@/components/ui/class-names';
import type { PieceKind, TimelinePiece } from '@/lib/domain/employees/prepare-timeline';
import { type DepartmentColours, KIND_LABELS, lookOf } from './piece-looks';

/** What the colours and patterns of these pieces mean; nothing that is not drawn. */
export function TimelineLegend({ pieces, colours }: { pieces: readonly TimelinePiece[]; colours: DepartmentColours }) {
  const kinds = new Set(pieces.map((piece) => piece.kind));
  const departments = [...colours.keys()].filter((name) => pieces.some((piece) => piece.departments.includes(name)));
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
      {departments.map((name) => (
        <Entry key={name} kind="work" departments={[name]} label={name} colours={colours} />
      ))}
      {KINDS.filter((kind) => kinds.has(kind)).map((kind) => (
        <Entry key={kind} kind={kind} departments={[]} label={KIND_LABELS[kind] ?? ''} colours={colours} />
      ))}
    </ul>
  );
}

const KINDS: readonly PieceKind[] = ['idle', 'allowance', 'break', 'no_scans', 'outside', 'off', 'unscored'];

type EntryProps = { kind: PieceKind; departments: string[]; label: string; colours: DepartmentColours };

function Entry({ kind, departments, label, colours }: EntryProps) {
  const look = lookOf({ kind, departments }, colours);
  return (
    <li className="flex items-center gap-1.5">
      <span
        aria-hidden
        className={cn('h-3 w-5 shrink-0 rounded-sm print:print-color-adjust-exact', look.className)}
        style={look.style}
      />
      {label}
    </li>
  );
}
