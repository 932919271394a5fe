/** A line, area or bar of a chart. */
export type ChartSeries = {
  key: string;
  label: string;
  /** A CSS colour token, e.g. `var(--accent)` or `var(--department-3)`. */
  colour: string;
  kind: 'line' | 'area' | 'bar' | 'stacked-bar';
  isDashed?: boolean;
  /** Steps from point to point instead of straight lines. */
  isStepped?: boolean;
};

/** `null` is a gap, which is not zero. */
export type ChartPoint = { label: string; values: Record<string, number | null> };

export type ChartProps = {
  /** What is shown, for screen readers and the table's caption. */
  title: string;
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  /** Name of the x axis with its unit, e.g. `hour of the day`. */
  xLabel: string;
  /** Name of the y axis with its unit, e.g. `finished items`. */
  yLabel: string;
  formatValue(value: number): string;
  /** On the y axis, short; whole numbers without it. */
  formatTick?(value: number): string;
  /** Pixels; the place is kept while the chart loads. */
  height?: number;
  /** Labels that the x axis is marked with; left out: as many as there is room for. */
  ticks?: readonly string[];
  /** A vertical mark, e.g. now: the label of a point. */
  markAt?: { label: string; text: string };
};
