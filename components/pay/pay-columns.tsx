import Link from 'next/link';
import type { TableColumn } from '@/components/table/data-table';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { PaidRow } from '@/lib/domain/payrates/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { searchable } from '@/lib/platform/format/searchable';
import { formatShortDay } from '@/lib/platform/time/format';
import type { IsoDay } from '@/lib/platform/time/instant';
import { centsOf, type RateDraft } from './draft';
import { rateText } from './rate-text';

type PayColumnsOptions = {
  currency: string;
  editing: { employeeId: number; draft: RateDraft } | null;
  personHref(employeeId: number): string;
  onOpen(employeeId: number): void;
  onEdit(row: PaidRow): void;
  onDraft(changes: Partial<RateDraft>): void;
  onPreview(): void;
  onCancel(): void;
};

/** The columns of the pay list; the row that is being edited has fields in their place. */
export function payColumns(options: PayColumnsOptions): TableColumn<PaidRow>[] {
  const { currency, editing } = options;
  const draftOf = ({ employeeId }: PaidRow) => (editing?.employeeId === employeeId ? editing.draft : null);
  const canPreview = editing !== null && centsOf(editing.draft.amount) !== null && editing.draft.effectiveFrom !== '';
  const keys = (event: { key: string; preventDefault(): void }) => {
    if (event.key === 'Enter' && canPreview) {
      event.preventDefault();
      options.onPreview();
    }
    if (event.key === 'Escape') options.onCancel();
  };
  return [
    {
      id: 'name',
      label: 'Person',
      first: 'asc',
      sortBy: ({ name }) => searchable(name),
      cell: ({ employeeId, name, isContractor }) => (
        <span className="flex max-w-36 items-center gap-2 sm:max-w-64">
          <Link
            href={options.personHref(employeeId)}
            prefetch={false}
            className="flex min-h-11 items-center truncate font-medium underline-offset-4 hover:underline lg:min-h-8"
          >
            {name}
          </Link>
          {isContractor && <span className="text-[0.8125rem] text-ink-muted">contractor</span>}
        </span>
      ),
    },
    {
      id: 'rate',
      label: 'Pay',
      sortBy: ({ current }) => current?.amountCents ?? null,
      cell: (row) => {
        const draft = draftOf(row);
        if (draft === null) {
          return row.current === null ? (
            <span className="rounded-md bg-warn-soft px-2 py-1 text-[0.8125rem] text-warn">not set</span>
          ) : (
            <span className="whitespace-nowrap tabular-nums">{rateText(row.current, currency)}</span>
          );
        }
        return (
          <span className="flex gap-1.5">
            <Input
              aria-label={`Amount for ${row.name}`}
              inputMode="decimal"
              autoFocus
              value={draft.amount}
              aria-invalid={draft.amount !== '' && centsOf(draft.amount) === null ? true : undefined}
              onChange={({ target }) => options.onDraft({ amount: target.value })}
              onKeyDown={keys}
              className="w-28"
            />
            <Select
              aria-label={`Kind of pay for ${row.name}`}
              value={draft.payType}
              onChange={({ target }) => options.onDraft({ payType: target.value === 'salary' ? 'salary' : 'hourly' })}
              onKeyDown={keys}
            >
              <option value="hourly">an hour</option>
              <option value="salary">a month</option>
            </Select>
          </span>
        );
      },
    },
    {
      id: 'since',
      label: 'From',
      className: 'whitespace-nowrap',
      sortBy: ({ current }) => current?.effectiveFrom ?? null,
      cell: (row) => {
        const draft = draftOf(row);
        if (draft === null) return row.current === null ? NO_NUMBER : dayText(row.current.effectiveFrom);
        return (
          <Input
            type="date"
            aria-label={`First day for ${row.name}`}
            value={draft.effectiveFrom}
            onChange={({ target }) => options.onDraft({ effectiveFrom: target.value })}
            onKeyDown={keys}
            className="w-40"
          />
        );
      },
    },
    {
      id: 'next',
      label: 'Later',
      className: 'whitespace-nowrap',
      cell: ({ rates, current }) => {
        const next = rates.findLast(({ effectiveFrom }) => effectiveFrom > (current?.effectiveFrom ?? ''));
        return next === undefined ? NO_NUMBER : `${rateText(next, currency)} from ${dayText(next.effectiveFrom)}`;
      },
    },
    {
      id: 'hourly',
      label: 'An hour',
      title: 'What an hour costs today: of a salary its share, without a rate the default',
      align: 'right',
      sortBy: ({ hourlyCents }) => hourlyCents,
      cell: ({ hourlyCents, current }) => (
        <span className={current === null ? 'text-ink-muted' : undefined}>{formatMoney(hourlyCents, currency)}</span>
      ),
    },
    {
      id: 'days',
      label: 'Days worked',
      title: 'Scored days in the last 30',
      align: 'right',
      sortBy: ({ daysWorked }) => daysWorked,
      cell: ({ daysWorked }) => formatNumber(daysWorked),
    },
    {
      id: 'edit',
      label: '',
      align: 'right',
      cell: (row) =>
        draftOf(row) === null ? (
          <span className="flex justify-end gap-1">
            <Button variant="ghost" aria-label={`Edit the pay of ${row.name}`} onClick={() => options.onEdit(row)}>
              Edit
            </Button>
            <Button
              variant="ghost"
              aria-label={`All rates of ${row.name}`}
              onClick={() => options.onOpen(row.employeeId)}
            >
              {row.rates.length === 0 ? 'History' : `History (${row.rates.length})`}
            </Button>
          </span>
        ) : (
          <span className="flex justify-end gap-1">
            <Button variant="primary" disabled={!canPreview} onClick={options.onPreview}>
              Show the effect
            </Button>
            <Button variant="ghost" onClick={options.onCancel}>
              Cancel
            </Button>
          </span>
        ),
    },
  ];
}

function dayText(day: IsoDay): string {
  return `${formatShortDay(day)} ${day.slice(0, 4)}`;
}
