import { formatNumber } from '@/lib/platform/format/number';
import type { DailyReport } from './schema';

/** How `now` differs from `before` in percent with its sign; in numbers where there was nothing before. */
export function changeText(now: number, before: number): string {
  if (before === 0) return now === 0 ? 'as many' : `+${formatNumber(now)}`;
  const percent = ((now - before) / before) * 100;
  return `${percent > 0 ? '+' : ''}${formatNumber(percent, 1)}%`;
}

/** Awards of one kind together, with the names of those who have it; in the order of the report, the biggest first. */
export function awardsByLabel(awards: DailyReport['awards']): { label: string; names: string[] }[] {
  return [...Map.groupBy(awards, (award) => award.label)].map(([label, own]) => ({
    label,
    names: own.map((award) => award.name),
  }));
}
