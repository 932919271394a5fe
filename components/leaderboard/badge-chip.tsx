import { Flame, type LucideIcon, Star, Trophy, Users, Zap } from 'lucide-react';
import { cn } from '@/components/ui/class-names';

const LOOKS: Record<string, { icon: LucideIcon; classes: string }> = {
  'Top Performer': { icon: Trophy, classes: 'bg-accent-soft text-accent' },
  'Star Player': { icon: Star, classes: 'bg-good-soft text-good' },
  'Speed Demon': { icon: Zap, classes: 'bg-warn-soft text-warn' },
  'Team Player': { icon: Users, classes: 'text-ink-muted' },
};
const STREAK_LOOK = { icon: Flame, classes: 'bg-warn-soft text-warn' };

export function BadgeChip({ badge }: { badge: string }) {
  const { icon: Icon, classes } = LOOKS[badge] ?? STREAK_LOOK;
  return (
    <span
      className={cn(
        'inline-flex shrink-0 items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap',
        badge === 'Team Player' && 'px-0',
        classes,
      )}
    >
      <Icon className="size-3" aria-hidden />
      {badge}
    </span>
  );
}
