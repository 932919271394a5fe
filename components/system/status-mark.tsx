import { CircleAlert, CircleCheck, CircleHelp, CircleOff, TriangleAlert } from 'lucide-react';
import { cn } from '@/components/ui/class-names';

const LOOKS = {
  ok: { label: 'good', Icon: CircleCheck, look: 'text-good' },
  warning: { label: 'warning', Icon: TriangleAlert, look: 'text-warn' },
  critical: { label: 'critical', Icon: CircleAlert, look: 'text-bad' },
  unknown: { label: 'not known', Icon: CircleHelp, look: 'text-warn' },
  off: { label: 'not here', Icon: CircleOff, look: 'text-ink-muted' },
} as const;

/** How a part is: a sign and a word, never the colour alone. */
export function StatusMark({ status }: { status: keyof typeof LOOKS }) {
  const { label, Icon, look } = LOOKS[status];
  return (
    <span className={cn('inline-flex items-center gap-1.5 align-middle text-sm whitespace-nowrap', look)}>
      <Icon className="size-4 shrink-0" aria-hidden />
      {label}
    </span>
  );
}
