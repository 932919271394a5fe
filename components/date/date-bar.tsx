'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { addDays, isIsoDay } from '@/lib/platform/time/business-day';
import type { IsoDay } from '@/lib/platform/time/instant';

type DateBarProps = {
  date: IsoDay;
  /** The site's today; later days cannot be chosen. */
  today: IsoDay;
  /** null: today, whatever day it is. */
  onChange(date: IsoDay | null): void;
};

export function DateBar({ date, today, onChange }: DateBarProps) {
  const choose = (day: IsoDay) => onChange(day === today ? null : day);
  return (
    <fieldset className="flex items-center gap-1.5 print:hidden">
      <legend className="sr-only">Day</legend>
      <Button size="icon" aria-label="Previous day" onClick={() => choose(addDays(date, -1))}>
        <ChevronLeft aria-hidden />
      </Button>
      <Input
        type="date"
        aria-label="Date"
        value={date}
        max={today}
        onChange={(event) => {
          if (isIsoDay(event.target.value) && event.target.value <= today) choose(event.target.value);
        }}
        className="w-auto min-w-[9.5rem] text-sm"
      />
      <Button size="icon" aria-label="Next day" disabled={date >= today} onClick={() => choose(addDays(date, 1))}>
        <ChevronRight aria-hidden />
      </Button>
      <Button disabled={date === today} onClick={() => onChange(null)}>
        Today
      </Button>
    </fieldset>
  );
}
