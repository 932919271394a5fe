'use client';

import { Archive, Coffee, type LucideIcon, ScanLine, Timer, TimerOff } from 'lucide-react';
import { useSite } from '@/components/layout/hub-context';
import { cn } from '@/components/ui/class-names';
import type { PersonDay } from '@/lib/domain/employees/schema';
import { formatClock } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

type PersonMarksProps = { day: PersonDay; isToday: boolean };

/** What must be known about a person to read the numbers: whether they are there, have a clock, scan, are still here. */
export function PersonMarks({ day, isToday }: PersonMarksProps) {
  const { timeZone } = useSite();
  const { employee } = day;
  const open = isToday ? day.periods.find((period) => period.isOpen) : undefined;
  const pause = isToday ? day.breaks.find((one) => one.start <= day.asOf && day.asOf < one.endsAt) : undefined;
  const marks = [
    ...(pause === undefined
      ? []
      : [{ icon: Coffee, text: `On a break since ${formatClock(fromIsoInstant(pause.start), timeZone)}`, tone: WARN }]),
    ...(open === undefined || pause !== undefined
      ? []
      : [{ icon: Timer, text: `Clocked in since ${formatClock(fromIsoInstant(open.clockIn), timeZone)}`, tone: GOOD }]),
    ...(employee.isArchived
      ? [{ icon: Archive, text: 'Archived: stays in past figures, no longer on today’s boards', tone: WARN }]
      : []),
    ...(employee.isContractor ? [{ icon: TimerOff, text: 'Contractor, has no clock', tone: PLAIN }] : []),
    ...(employee.isScanning ? [] : [{ icon: ScanLine, text: 'Does not scan', tone: PLAIN }]),
  ];
  if (marks.length === 0) return null;
  return (
    <ul aria-label="About this person" className="flex flex-wrap gap-2">
      {marks.map((mark) => (
        <Mark key={mark.text} {...mark} />
      ))}
    </ul>
  );
}

const GOOD = 'bg-good-soft text-good';
const WARN = 'bg-warn-soft text-warn';
const PLAIN = 'bg-sunken';

function Mark({ icon: Icon, text, tone }: { icon: LucideIcon; text: string; tone: string }) {
  return (
    <li className={cn('flex items-center gap-1.5 rounded-full px-3 py-1 text-sm', tone)}>
      <Icon className="size-4 shrink-0" aria-hidden />
      {text}
    </li>
  );
}
