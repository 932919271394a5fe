import type { ReactNode } from 'react';
import { ScrollBox } from '@/components/table/scroll-box';
import { cn } from '@/components/ui/class-names';
import type { SystemMeasure, SystemState } from '@/lib/domain/system/schema';
import { formatNumber, formatPercent } from '@/lib/platform/format/number';
import { formatBytes, measureText } from './measures';
import { StatusMark } from './status-mark';

type Health = SystemState['health']['parts'];

/** Every measured value beside its thresholds. */
export function MeasureTable({ measures }: { measures: readonly SystemMeasure[] }) {
  return (
    <Table label="Thresholds" head={['What', 'Now', 'Warning', 'Critical', 'State']} numbersFrom={1}>
      {measures.map((one) => {
        const { label, note, value, warning, critical } = measureText(one);
        return (
          <tr key={one.measure} className="border-b last:border-b-0">
            <Cell>
              {label} <span className="text-ink-muted">({note})</span>
            </Cell>
            <Cell isNumber>{value}</Cell>
            <Cell isNumber className="text-ink-muted">
              {warning}
            </Cell>
            <Cell isNumber className="text-ink-muted">
              {critical}
            </Cell>
            <Cell isNumber>
              {one.status === null ? <StatusMark status="off" /> : <StatusMark status={one.status} />}
            </Cell>
          </tr>
        );
      })}
    </Table>
  );
}

const SOURCE_STATES = {
  ok: { status: 'ok', text: 'good' },
  partial: { status: 'warning', text: 'not complete' },
  stale: { status: 'warning', text: 'too long ago' },
  failed: { status: 'critical', text: 'failed' },
  never: { status: 'unknown', text: 'never yet' },
} as const;

export function SourceTable({ sources, ago }: { sources: Health['sources']['sources']; ago(instant: string): string }) {
  if (sources.length === 0) return <p className="text-ink-muted">No source has brought anything yet.</p>;
  return (
    <Table label="Sources" head={['Source', 'Site', 'Last good', 'State']} numbersFrom={2}>
      {sources.map((one) => (
        <tr key={`${one.site}/${one.source}`} className="border-b last:border-b-0">
          <Cell>{one.label}</Cell>
          <Cell>{one.site}</Cell>
          <Cell isNumber>{one.lastGoodAt === null ? 'never' : ago(one.lastGoodAt)}</Cell>
          <Cell isNumber>
            <span className="inline-flex items-center gap-2">
              <StatusMark status={SOURCE_STATES[one.state].status} />
              {one.state !== 'ok' && <span className="text-ink-muted">{SOURCE_STATES[one.state].text}</span>}
            </span>
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

export function CacheTable({ keys, total }: { keys: Health['cache']['keys']; total: number | null }) {
  if (keys.length === 0) return <p className="text-ink-muted">Nothing was read from the cache yet.</p>;
  return (
    <Table label="Cache" head={['Key', 'Hits', 'Misses', 'Stale', 'Errors', 'Hit rate']} numbersFrom={1}>
      {[...keys]
        .sort((a, b) => b.hit + b.miss - (a.hit + a.miss))
        .map((one) => (
          <tr key={one.key} className="border-b last:border-b-0">
            <Cell>{one.key}</Cell>
            <Cell isNumber>{formatNumber(one.hit)}</Cell>
            <Cell isNumber>{formatNumber(one.miss)}</Cell>
            <Cell isNumber>{formatNumber(one.stale)}</Cell>
            <Cell isNumber>{formatNumber(one.error)}</Cell>
            <Cell isNumber>{formatPercent(one.hitShare)}</Cell>
          </tr>
        ))}
      <tr className="border-t font-medium">
        <Cell>All</Cell>
        <td colSpan={4} />
        <Cell isNumber>{formatPercent(total)}</Cell>
      </tr>
    </Table>
  );
}

export function TableSizes({ tables }: { tables: SystemState['tables'] }) {
  if (tables === null) return <p className="text-ink-muted">The database did not tell.</p>;
  return (
    <Table label="Tables" head={['Table', 'Rows', 'Data', 'Indexes']} numbersFrom={1}>
      {tables.map((one) => (
        <tr key={one.name} className="border-b last:border-b-0">
          <Cell>{one.name}</Cell>
          <Cell isNumber>{formatNumber(one.rows)}</Cell>
          <Cell isNumber>{formatBytes(one.dataBytes)}</Cell>
          <Cell isNumber>{formatBytes(one.indexBytes)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

export function SlowStatements({
  statements,
  ago,
}: {
  statements: SystemState['slowStatements'];
  ago(instant: string): string;
}) {
  if (statements.length === 0) return <p className="text-ink-muted">None since this web server started.</p>;
  return (
    <ol className="divide-y text-sm">
      {statements.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same statement may be slow twice in one second
        <li key={`${one.at}/${index}`} className="grid gap-1 py-2">
          <p className="flex flex-wrap gap-x-4 tabular-nums">
            <b className="font-medium">{formatNumber(one.durationMillis)} ms</b>
            <span>{one.tag ?? 'without a tag'}</span>
            <span className="text-ink-muted">{ago(one.at)}</span>
          </p>
          <ScrollBox label={`Statement ${index + 1}`} className="max-h-20 rounded-md bg-sunken px-2 py-1">
            <code className="text-[0.8125rem] break-words whitespace-pre-wrap">{one.sql.trim()}</code>
          </ScrollBox>
        </li>
      ))}
    </ol>
  );
}

type TableProps = { label: string; head: readonly string[]; numbersFrom: number; children: ReactNode };

function Table({ label, head, numbersFrom, children }: TableProps) {
  return (
    <ScrollBox label={label} className="max-h-96">
      <table className="w-full border-collapse text-sm tabular-nums">
        <thead>
          <tr className="border-b text-[0.8125rem] text-ink-muted">
            {head.map((one, index) => (
              <th
                key={one}
                scope="col"
                className={cn('py-2 pr-3 font-normal', index >= numbersFrom ? 'text-right' : 'text-left')}
              >
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollBox>
  );
}

function Cell({
  isNumber = false,
  className,
  children,
}: {
  isNumber?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <td className={cn('py-1.5 pr-3', isNumber ? 'text-right whitespace-nowrap' : 'min-w-32', className)}>{children}</td>
  );
}
