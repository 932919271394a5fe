'use client';

import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { useHref, useSite } from '@/components/layout/hub-context';
import { ScrollBox } from '@/components/table/scroll-box';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import type { EffectNumbers, EffectPreview } from '@/lib/domain/previews/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { formatNumber, formatPercent, formatSigned } from '@/lib/platform/format/number';
import { daysBetween } from '@/lib/platform/time/business-day';
import { formatDay, formatDays, formatSpan } from '@/lib/platform/time/format';

type EffectPanelProps = {
  effect: EffectPreview;
  /** Whose days were looked at, e.g. `with work in Picking`. */
  which: string;
  /** Pay decides about cost alone. */
  isOfPay?: true;
  /** For what moves work from one day to another. */
  showsDays?: true;
};

const FIRST_PEOPLE = 8;

/** The last 30 days as they are and as they would be, before anything is saved. */
export function EffectPanel({ effect, which, isOfPay, showsDays }: EffectPanelProps) {
  const { currency } = useSite();
  const { total, departments, people } = effect;
  const points = (value: number | null) => formatNumber(value, 2);
  const money = (value: number | null) => formatMoney(value, currency);
  // Of a very large site fewer days are looked at.
  const title = `Effect on the last ${daysBetween(effect.from, effect.to) + 1} days`;
  return (
    <section aria-label={title} className="grid gap-3 rounded-xl border bg-sunken p-4">
      <div>
        <h3 className="font-semibold tracking-tight">{title}</h3>
        <p className="text-sm text-ink-muted">
          {formatDays(effect.from, effect.to)}, scored anew on the stored facts; nothing is written.{' '}
          {effect.personDays === 0
            ? `There are no scored days ${which}.`
            : `${count(effect.changedPersonDays)} of ${days(effect.personDays)} ${which} ${effect.changedPersonDays === 1 ? 'comes' : 'come'} out different.`}
        </p>
      </div>
      {effect.personDays > 0 && (
        <dl className="grid grid-cols-2 gap-2 sm:grid-cols-3">
          {isOfPay === undefined && (
            <>
              <Figure label="Points of people" numbers={total.points} format={points} decimals={2} />
              <Figure label="Efficiency" title="active / clocked" numbers={total.efficiency} format={percent} isShare />
              <Figure
                label="Of target"
                title="items / items expected of the hours worked"
                numbers={total.targetShare}
                format={percent}
                isShare
              />
              <Figure label="Finished items" numbers={total.finishedItems} format={count} />
            </>
          )}
          {departments.map((one) => (
            <Figure
              key={one.roleId}
              label={`Points of ${one.department}`}
              title="with unmapped work"
              numbers={one.points}
              format={points}
              decimals={2}
            />
          ))}
          {total.labourCents !== undefined && (
            <Figure label="Labour" numbers={total.labourCents} format={money} isMoney={currency} />
          )}
        </dl>
      )}
      {showsDays !== undefined && effect.days.length > 0 && <Days days={effect.days} points={points} />}
      {people.length > 0 && isOfPay === undefined && <People people={people} points={points} money={money} />}
      <p className="text-sm">{consequence(effect)}</p>
    </section>
  );
}

function consequence({ requested, rescored, recalculationSeconds }: EffectPreview): string {
  if (requested === 0) return 'Saving has no day scored again.';
  const what = `Saving has ${days(requested)} of all time scored again`;
  if (rescored === null || recalculationSeconds === null) return `${what}, at once.`;
  const when = formatDays(rescored.from, rescored.to);
  return `${what} (${when}) by a recalculation of about ${formatSpan(recalculationSeconds)}; its progress is under Recalculate.`;
}

type FigureProps = {
  label: string;
  title?: string;
  numbers: EffectNumbers;
  format(value: number | null): string;
  decimals?: number;
  isShare?: boolean;
  isMoney?: string;
};

function Figure({ label, title, numbers, format, decimals = 0, isShare = false, isMoney }: FigureProps) {
  const { before, after } = numbers;
  const difference = before === null || after === null ? null : after - before;
  const isChanged = difference !== null && format(before) !== format(after);
  const change = isShare
    ? `${formatSigned(difference === null ? null : difference * 100, 1)} pp`
    : isMoney === undefined
      ? formatSigned(difference, decimals)
      : `${(difference ?? 0) > 0 ? '+' : ''}${formatMoney(difference, isMoney)}`;
  return (
    <div className="min-w-0 rounded-lg border bg-surface px-3 py-2">
      <dt className="truncate text-[0.8125rem] text-ink-muted" title={title}>
        {label}
      </dt>
      <dd className="tabular-nums">
        <span className={cn('block font-semibold', !isChanged && 'font-medium')}>
          <span className="sr-only">before </span>
          {isChanged && <span className="font-normal text-ink-muted">{format(before)} → </span>}
          <span className="sr-only">after </span>
          {format(after)}
        </span>
        <span className={cn('block text-sm', isChanged ? 'text-accent' : 'text-ink-muted')}>
          {isChanged ? change : 'unchanged'}
        </span>
      </dd>
    </div>
  );
}

function Days({ days, points }: { days: EffectPreview['days']; points(value: number | null): string }) {
  return (
    <ScrollBox label="Days that come out different" className="max-h-64 rounded-lg border bg-surface">
      <table className="w-full border-collapse text-sm tabular-nums">
        <thead>
          <tr className="border-b text-left text-[0.8125rem] text-ink-muted">
            <Head>Day</Head>
            <Head isRight>Points of people</Head>
            <Head isRight>Finished items</Head>
          </tr>
        </thead>
        <tbody>
          {days.map((one) => (
            <tr key={one.day} className="border-b last:border-b-0">
              <td className="px-3 py-1.5 whitespace-nowrap">{formatDay(one.day)}</td>
              <Change numbers={one.points} format={points} />
              <Change numbers={one.finishedItems} format={count} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

type PeopleProps = {
  people: EffectPreview['people'];
  points(value: number | null): string;
  money(value: number | null): string;
};

function People({ people, points, money }: PeopleProps) {
  const href = useHref();
  const [isWhole, setWhole] = useState(false);
  const hasPay = people.some(({ labourCents }) => labourCents !== undefined);
  return (
    <div className="min-w-0 overflow-x-auto rounded-lg border bg-surface">
      <table className="w-full border-collapse text-sm tabular-nums" aria-label="People whose days come out different">
        <thead>
          <tr className="border-b text-left text-[0.8125rem] text-ink-muted">
            <Head>Person</Head>
            <Head isRight>Days</Head>
            <Head isRight>Points</Head>
            <Head isRight>Efficiency</Head>
            {hasPay && <Head isRight>Labour</Head>}
          </tr>
        </thead>
        <tbody>
          {people.slice(0, isWhole ? undefined : FIRST_PEOPLE).map((one) => (
            <tr key={one.employeeId} className="border-b last:border-b-0">
              <td className="px-3 py-1.5">
                <Link
                  href={href(`/employees/${one.employeeId}`)}
                  prefetch={false}
                  className="inline-flex min-h-11 max-w-32 items-center truncate font-medium underline-offset-4 hover:underline sm:max-w-48 lg:min-h-7"
                >
                  {one.name}
                </Link>
              </td>
              <td className="px-3 py-1.5 text-right whitespace-nowrap">
                {count(one.changedDays)} of {count(one.days)}
              </td>
              <Change numbers={one.points} format={points} />
              <Change numbers={one.efficiency} format={percent} />
              {hasPay && <Change numbers={one.labourCents ?? { before: null, after: null }} format={money} />}
            </tr>
          ))}
        </tbody>
      </table>
      {!isWhole && people.length > FIRST_PEOPLE && (
        <Button variant="ghost" onClick={() => setWhole(true)} className="m-1">
          All {formatNumber(people.length)} people
        </Button>
      )}
    </div>
  );
}

function Head({ children, isRight = false }: { children: ReactNode; isRight?: boolean }) {
  return (
    <th scope="col" className={cn('px-3 py-2 font-normal', isRight && 'text-right')}>
      {children}
    </th>
  );
}

function Change({ numbers, format }: { numbers: EffectNumbers; format(value: number | null): string }) {
  const [before, after] = [format(numbers.before), format(numbers.after)];
  return (
    <td className="px-3 py-1.5 text-right whitespace-nowrap">
      {before === after ? (
        <span className="text-ink-muted">{after}</span>
      ) : (
        <>
          <span className="text-ink-muted">{before} → </span>
          {after}
        </>
      )}
    </td>
  );
}

const count = (value: number | null) => formatNumber(value);
const percent = (value: number | null) => formatPercent(value, 1);
const days = (value: number) => `${formatNumber(value)} person-${value === 1 ? 'day' : 'days'}`;
