import { cn } from '@/components/ui/class-names';
import { type Scale, stepsOf } from '@/lib/domain/heatmap/scale';
import { formatNumber } from '@/lib/platform/format/number';
import { NO_ONE, SHADES } from './heat-shades';

type HeatLegendProps = {
  scale: Scale | null;
  /** What is counted, with its span: `items per hour`. */
  unit: string;
  /** What a hatched cell means. */
  noOne: string;
  /** What a marked cell means. */
  mark?: React.ReactNode;
};

/** What the shades mean, in numbers. */
export function HeatLegend({ scale, unit, noOne, mark }: HeatLegendProps) {
  const steps = scale === null ? [] : stepsOf(scale);
  const decimals = steps.every((step) => Number.isInteger(step)) ? 0 : 1;
  return (
    <ul aria-label="Legend" className="flex flex-wrap items-center gap-x-4 gap-y-2 text-[0.8125rem] text-ink-muted">
      <li className="flex items-center gap-1.5">
        <span className={cn('h-4 w-6 rounded-sm', NO_ONE)} aria-hidden />
        {noOne}
      </li>
      <li className="flex items-center gap-1.5">
        <span className={cn('h-4 w-6 rounded-sm', SHADES[0])} aria-hidden />0 {unit}
      </li>
      {steps.map((step, index) => (
        <li key={step} className="flex items-center gap-1.5">
          <span className={cn('h-4 w-6 rounded-sm print:[print-color-adjust:exact]', SHADES[index + 1])} aria-hidden />
          to {formatNumber(step, decimals)}
        </li>
      ))}
      {mark !== undefined && <li className="flex items-center gap-1.5">{mark}</li>}
    </ul>
  );
}
