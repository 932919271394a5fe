import { ArrowDown, ArrowUp, Minus } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { formatSigned, NO_NUMBER } from '@/lib/platform/format/number';

type ChangeMarkProps = {
  /** null: there is nothing to compare with. */
  value: number | null;
  /** Stands after the number, e.g. `%` or ` points`. */
  unit: string;
  decimals?: number;
  /** Which direction is good news; left out: neither. */
  better?: 'up' | 'down';
};

/** How far a figure is from the one it is compared with; the arrow and the sign say what the colour says. */
export function ChangeMark({ value, unit, decimals = 1, better }: ChangeMarkProps) {
  if (value === null) return <span>{NO_NUMBER}</span>;
  const text = formatSigned(value, decimals);
  const direction = text.startsWith('+') ? 'up' : text.startsWith('-') ? 'down' : 'same';
  const Arrow = direction === 'up' ? ArrowUp : direction === 'down' ? ArrowDown : Minus;
  const isGood = direction === better;
  const isKnown = better !== undefined && direction !== 'same';
  return (
    <span
      className={cn('inline-flex items-center gap-0.5 font-medium', isKnown && (isGood ? 'text-good' : 'text-bad'))}
    >
      <Arrow className="size-3.5" aria-hidden />
      {text}
      {unit}
    </span>
  );
}
