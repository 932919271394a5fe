import type { CSSProperties } from 'react';
import { departmentColour } from '@/components/departments/department-colours';
import type { PieceKind } from '@/lib/domain/employees/prepare-timeline';

/** Colours of the departments by name; the same department has the same one everywhere. */
export type DepartmentColours = ReadonlyMap<string, number>;

export type PieceLook = { className: string; style?: CSSProperties };

/** Kinds that the legend explains by themselves; work is explained by its department's colour. */
export const KIND_LABELS: Partial<Record<PieceKind, string>> = {
  idle: 'Idle',
  allowance: 'Allowance before it',
  break: 'Break',
  no_scans: 'On the clock, no scans',
  outside: 'Work off the clock',
  off: 'Off the clock',
  unscored: 'Not scored yet',
};

/** How a piece is drawn: colour by department, pattern by kind, so that no meaning hangs on colour alone. */
export function lookOf(
  piece: { kind: PieceKind; departments: readonly string[] },
  colours: DepartmentColours,
): PieceLook {
  switch (piece.kind) {
    case 'work':
    case 'activity':
      return piece.departments.length === 0 && piece.kind === 'activity'
        ? {
            className: 'border border-control',
            style: { backgroundImage: stripes('var(--control)', 'var(--sunken)', 2, 7) },
          }
        : { className: '', style: { background: filling(piece.departments, colours) } };
    case 'idle':
      return {
        className: 'border-y-2 border-warn',
        style: { backgroundImage: stripes('var(--warn)', 'var(--warn-soft)', 3, 7) },
      };
    case 'allowance':
      return { className: 'border-b-2 border-dashed border-warn bg-warn-soft' };
    case 'break':
      return { className: 'border border-control bg-sunken' };
    case 'no_scans':
      return {
        className: 'border border-control',
        style: { backgroundImage: stripes('var(--control)', 'var(--surface)', 1, 6) },
      };
    case 'outside':
      return {
        className: 'border-2 border-dashed bg-surface',
        style: { borderColor: colourOf(piece.departments[0], colours) },
      };
    case 'off':
      return { className: '[background-size:100%_2px] bg-center bg-no-repeat', style: { backgroundImage: OFF_LINE } };
    case 'unscored':
      return { className: 'border border-dashed border-accent bg-accent-soft' };
    case 'period':
      return { className: 'bg-accent' };
  }
}

const OFF_LINE = 'repeating-linear-gradient(90deg, var(--control) 0 3px, transparent 3px 7px)';

function stripes(colour: string, ground: string, width: number, step: number): string {
  return `repeating-linear-gradient(135deg, ${colour} 0 ${width}px, ${ground} ${width}px ${step}px)`;
}

/** One colour, or those of all who share the time, one above the other. */
function filling(departments: readonly string[], colours: DepartmentColours): string {
  if (departments.length < 2) return colourOf(departments[0], colours);
  const share = 100 / departments.length;
  const stops = departments.map((name, index) => {
    return `${colourOf(name, colours)} ${index * share}% ${(index + 1) * share}%`;
  });
  return `linear-gradient(180deg, ${stops.join(', ')})`;
}

function colourOf(department: string | undefined, colours: DepartmentColours): string {
  const colour = department === undefined ? undefined : colours.get(department);
  return colour === undefined ? 'var(--control)' : departmentColour(colour);
}
