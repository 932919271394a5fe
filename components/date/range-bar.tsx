'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { useLiveFeed } from '@/components/live/live-provider';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type DayRange, isIsoDay } from '@/lib/platform/time/business-day';
import { PRESETS, presetOf, presetRange, shiftRange } from './ranges';

const COMPARE_LABELS = {
  none: 'No comparison',
  previous: 'vs the days before',
  weekday: 'vs a week earlier',
} as const;
type Compare = keyof typeof COMPARE_LABELS;

type RangeBarProps = {
  range: DayRange;
  onChange(range: DayRange): void;
  /** Left out: the page compares nothing. */
  compare?: Compare;
  onCompare?(compare: Compare): void;
};

/** Chooses a range of days by name, by steps or day by day, and what it is compared with. */
export function RangeBar({ range, onChange, compare, onCompare }: RangeBarProps) {
  const { today } = useLiveFeed();
  const { weekStart } = useSite();
  const preset = presetOf(range, today, weekStart);
  const [isCustom, setCustom] = useState(false);
  const showsDays = isCustom || preset === null;
  const setEdge = (edge: 'from' | 'to', text: string) => {
    if (!isIsoDay(text) || text > today) return;
    const changed = { ...range, [edge]: text };
    onChange(changed.from > changed.to ? { from: text, to: text } : changed);
  };
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5 print:hidden">
      <legend className="sr-only">Days</legend>
      <Button size="icon" aria-label="Earlier" onClick={() => onChange(shiftRange(range, -1, today))}>
        <ChevronLeft aria-hidden />
      </Button>
      <Select
        aria-label="Range"
        value={showsDays ? 'custom' : preset}
        onChange={({ target }) => {
          const chosen = PRESETS.find(({ key }) => key === target.value);
          setCustom(chosen === undefined);
          if (chosen !== undefined) onChange(presetRange(chosen.key, today, weekStart));
        }}
      >
        {PRESETS.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
        <option value="custom">From … to …</option>
      </Select>
      {showsDays && (
        <>
          <Input
            type="date"
            aria-label="From"
            value={range.from}
            max={today}
            onChange={({ target }) => setEdge('from', target.value)}
            className="w-auto text-sm"
          />
          <Input
            type="date"
            aria-label="To"
            value={range.to}
            max={today}
            onChange={({ target }) => setEdge('to', target.value)}
            className="w-auto text-sm"
          />
        </>
      )}
      <Button
        size="icon"
        aria-label="Later"
        disabled={range.to >= today}
        onClick={() => onChange(shiftRange(range, 1, today))}
      >
        <ChevronRight aria-hidden />
      </Button>
      {onCompare !== undefined && (
        <Select
          aria-label="Compare"
          value={compare}
          onChange={({ target }) => {
            const chosen = (['none', 'previous', 'weekday'] as const).find((one) => one === target.value);
            if (chosen !== undefined) onCompare(chosen);
          }}
        >
          {Object.entries(COMPARE_LABELS).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </Select>
      )}
    </fieldset>
  );
}
