import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import { cn } from '@/components/ui/class-names';

const LOOKS: Record<string, { icon: LucideIcon; classes: string }> = {
  critical: { icon: CircleAlert, classes: 'bg-bad-soft text-bad' },
  high: { icon: CircleAlert, classes: 'bg-bad-soft text-bad' },
  warning: { icon: TriangleAlert, classes: 'bg-warn-soft text-warn' },
  medium: { icon: TriangleAlert, classes: 'bg-warn-soft text-warn' },
};
const OTHER = { icon: Info, classes: 'bg-sunken text-ink-muted' };

type SeverityMarkProps = { severity: string; label: string; isWithLabel?: boolean };

/** How grave it is: by form, colour and word. */
export function SeverityMark({ severity, label, isWithLabel = false }: SeverityMarkProps) {
  const { icon: Icon, classes } = LOOKS[severity] ?? OTHER;
  return (
    <span
      title={label}
      className={cn(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-full text-xs font-medium',
        isWithLabel ? 'px-2.5 py-0.5' : 'size-8',
        classes,
      )}
    >
      <Icon className={isWithLabel ? 'size-3.5' : 'size-4'} aria-hidden />
      <span className={isWithLabel ? undefined : 'sr-only'}>{label}</span>
    </span>
  );
}
