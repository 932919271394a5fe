'use client';

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import type { ChartPoint, ChartProps, ChartSeries } from './chart-data';

const TICK = { fill: 'var(--ink-muted)', fontSize: 12 };

/** {@link ChartProps} drawn. No animation: live values would wobble. */
export default function DrawnChart(props: ChartProps & { height: number }) {
  const { title, series, points, xLabel, yLabel, formatValue, formatTick, height, ticks, markAt } = props;
  const valueIn = (key: string) => (point: ChartPoint) => point.values[key] ?? null;
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart data={[...points]} margin={{ top: 8, right: 8, bottom: 18, left: 4 }} title={title}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="label"
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          ticks={ticks === undefined ? undefined : [...ticks]}
          minTickGap={28}
          label={{ value: xLabel, position: 'insideBottom', offset: -12, style: { ...TICK } }}
        />
        <YAxis
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={58}
          tickFormatter={formatTick ?? ((value: number) => formatNumber(value))}
          label={{
            value: yLabel,
            angle: -90,
            position: 'insideLeft',
            offset: 6,
            style: { ...TICK, textAnchor: 'middle' },
          }}
        />
        <Tooltip
          cursor={{ stroke: 'var(--control)', strokeDasharray: '3 3', fill: 'var(--sunken)', fillOpacity: 0.5 }}
          isAnimationActive={false}
          content={({ active, label }) => {
            const point = points.find((one) => one.label === label);
            if (active !== true || point === undefined) return null;
            return <Hint point={point} series={series} formatValue={formatValue} />;
          }}
        />
        {markAt !== undefined && (
          <ReferenceLine
            x={markAt.label}
            stroke="var(--control)"
            strokeDasharray="3 3"
            label={{ value: markAt.text, position: 'insideTopRight', style: { ...TICK } }}
          />
        )}
        {series.map((one) => {
          const common = {
            dataKey: valueIn(one.key),
            name: one.label,
            isAnimationActive: false,
            connectNulls: false,
          };
          if (one.kind === 'bar' || one.kind === 'stacked-bar') {
            const stackId = one.kind === 'stacked-bar' ? 'stack' : undefined;
            return <Bar key={one.key} {...common} fill={one.colour} stackId={stackId} maxBarSize={36} />;
          }
          const type = one.isStepped === true ? ('stepAfter' as const) : ('linear' as const);
          if (one.kind === 'area') {
            return (
              <Area
                key={one.key}
                {...common}
                type={type}
                stroke={one.colour}
                strokeWidth={2}
                fill={one.colour}
                fillOpacity={0.12}
                dot={isLonely(points, one.key) ? { r: 3 } : false}
              />
            );
          }
          return (
            <Line
              key={one.key}
              {...common}
              type={type}
              stroke={one.colour}
              strokeWidth={2}
              strokeDasharray={one.isDashed === true ? '5 4' : undefined}
              dot={isLonely(points, one.key) ? { r: 3 } : false}
            />
          );
        })}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** A single value has no line to be seen by. */
function isLonely(points: readonly ChartPoint[], key: string): boolean {
  return points.filter(({ values }) => values[key] != null).length === 1;
}

type HintProps = { point: ChartPoint; series: readonly ChartSeries[]; formatValue(value: number): string };

function Hint({ point, series, formatValue }: HintProps) {
  return (
    <div className="rounded-lg border bg-surface px-3 py-2 text-sm shadow-float">
      <p className="mb-1 font-medium">{point.label}</p>
      <dl className="grid grid-cols-[auto_auto] gap-x-4 gap-y-0.5">
        {series.map(({ key, label, colour }) => (
          <div key={key} className="contents">
            <dt className="flex items-center gap-1.5 text-ink-muted">
              <span className="size-2.5 rounded-full" style={{ background: colour }} aria-hidden />
              {label}
            </dt>
            <dd className="text-right">{point.values[key] == null ? NO_NUMBER : formatValue(point.values[key])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
