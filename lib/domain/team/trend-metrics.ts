/** What the trend can show; also in the URL. */
export const TREND_METRICS = ['finished', 'items', 'points', 'utilization', 'efficiency', 'goal'] as const;
export type TrendMetric = (typeof TREND_METRICS)[number];
