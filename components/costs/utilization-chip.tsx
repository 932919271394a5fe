import { cn } from '@/components/ui/class-names';
import type { UtilizationChip as Chip } from '@/lib/domain/costs/rules';

const LOOKS: Record<Chip, { label: string; title: string; classes: string }> = {
  efficient: {
    label: 'Efficient',
    title: '70 % or more of the clocked time was active',
    classes: 'bg-good-soft text-good',
  },
  normal: { label: 'Normal', title: '50 to 70 % of the clocked time was active', classes: 'bg-sunken text-ink-muted' },
  watch: { label: 'Watch', title: '30 to 50 % of the clocked time was active', classes: 'bg-warn-soft text-warn' },
  idle: { label: 'Idle', title: 'Less than 30 % of the clocked time was active', classes: 'bg-bad-soft text-bad' },
};

const NO_SCANS = {
  label: 'No scans',
  title: 'Clocked in and nothing scanned: a supervisor, or a login that is not linked',
  classes: 'bg-sunken text-ink-muted',
};

type UtilizationChipProps = {
  /** Nothing is shown where there is none. */
  chip: Chip | null;
  /** Who scanned nothing is not called idle. */
  hasScans?: boolean;
};

/** What the active share means. */
export function UtilizationChip({ chip, hasScans = true }: UtilizationChipProps) {
  if (chip === null) return null;
  const { label, title, classes } = hasScans ? LOOKS[chip] : NO_SCANS;
  return (
    <span title={title} className={cn('rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap', classes)}>
      {label}
    </span>
  );
}
