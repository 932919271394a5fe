import { ChevronsLeftRight, ChevronsRightLeft } from 'lucide-react';
import type { RefObject } from 'react';
import { Segmented } from '@/components/layout/segmented';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type HeatmapRows, type Measure, ROW_ORDERS, type RowOrder } from '@/lib/domain/heatmap/columns';

export type HeatmapParams = { by: HeatmapRows; measure: Measure; q: string; order: RowOrder; open: number[] };
export type SetHeatmapParams = (changes: { [Name in keyof HeatmapParams]?: HeatmapParams[Name] | null }) => void;

const ROWS = [
  { value: 'department', label: 'By department' },
  { value: 'employee', label: 'By person' },
  { value: 'weekday', label: 'By weekday' },
] as const;
const COUNTED = [
  { value: 'items', label: 'Items' },
  { value: 'points', label: 'Points' },
  { value: 'people', label: 'People' },
] as const;
const ORDERS: Record<RowOrder, string> = { name: 'By name', most: 'Most first', least: 'Least first' };

type HeatmapToolbarProps = {
  params: HeatmapParams;
  setParams: SetHeatmapParams;
  searchBox: RefObject<HTMLInputElement | null>;
  /** Left out: no hour is folded or could be. */
  hours?: { areAllOpen: boolean; toggle(): void };
};

/** What the rows are and what is counted; people can be searched and ordered. */
export function HeatmapToolbar({ params, setParams, searchBox, hours }: HeatmapToolbarProps) {
  const Icon = hours?.areAllOpen === true ? ChevronsRightLeft : ChevronsLeftRight;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 print:hidden">
      <div className="-mx-3 overflow-x-auto px-3 [scrollbar-width:none] sm:mx-0 sm:px-0">
        <Segmented label="Rows" options={ROWS} value={params.by} onChange={(by) => setParams({ by, q: null })} />
      </div>
      <Segmented
        label="Count"
        options={COUNTED}
        value={params.measure}
        onChange={(measure) => setParams({ measure })}
      />
      {hours !== undefined && (
        <Button variant="ghost" onClick={hours.toggle} aria-pressed={hours.areAllOpen} className="px-2 text-ink-muted">
          <Icon aria-hidden />
          All hours
        </Button>
      )}
      {params.by === 'employee' && (
        <div className="flex min-w-0 flex-1 basis-full items-center gap-2 xl:basis-0 xl:justify-end">
          <Select
            aria-label="Order"
            value={params.order}
            onChange={({ target }) => setParams({ order: ROW_ORDERS.find((one) => one === target.value) ?? null })}
            className="shrink-0"
          >
            {ROW_ORDERS.map((order) => (
              <option key={order} value={order}>
                {ORDERS[order]}
              </option>
            ))}
          </Select>
          <Input
            ref={searchBox}
            type="search"
            aria-label="Search people"
            placeholder="Search people"
            value={params.q}
            onChange={({ target }) => setParams({ q: target.value === '' ? null : target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
            className="min-w-0 flex-1 lg:w-56 lg:flex-none"
          />
        </div>
      )}
    </div>
  );
}
