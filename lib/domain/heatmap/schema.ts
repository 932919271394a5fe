import * as z from 'zod';

const isoDay = z.iso.date();

/** What the rows of a heat map are. */
export const HEATMAP_ROWS = ['department', 'employee', 'weekday'] as const;
export type HeatmapRows = (typeof HEATMAP_ROWS)[number];

/** Query of `GET /api/dashboard/analytics/hourly-heatmap`: both days included, today without them. */
export const heatmapQuery = z.object({
  from: isoDay.optional(),
  to: isoDay.optional(),
  by: z.enum(HEATMAP_ROWS).default('department'),
});
export type HeatmapQuery = z.infer<typeof heatmapQuery>;

/** A column: a real hour of one day, or an hour of the local day of a range. */
export const heatmapHour = z.object({
  /** Null in a range. Of the hour that the clocks repeat there are two on one day. */
  start: z.iso.datetime().nullable(),
  /** Wall clock, `05:00` */
  label: z.string(),
});

/** Sums of one day or range; of weekdays the means over the days with presence. */
export const heatmapCell = z.object({
  items: z.number(),
  points: z.number(),
  /** Present or with items; over a range the sum over its days. In a department: with items there. */
  people: z.number(),
});

/** Answer: null stands for an hour without presence and without an item (domain.md 7). */
export const heatmap = z.object({
  asOf: z.iso.datetime(),
  state: z.enum(['live', 'stale']),
  source: z.enum(['live', 'stored', 'archive']),
  from: isoDay,
  to: isoDay,
  by: z.enum(HEATMAP_ROWS),
  hours: z.array(heatmapHour),
  rows: z.array(
    z.object({
      /** Name of the department, id of the person, or 1 (Monday) .. 7 */
      key: z.string(),
      label: z.string(),
      /** 1..8 for departments, the same everywhere */
      colour: z.number().int().min(1).max(8).nullable(),
      /** Days the means are made of; null where there are none. */
      days: z.number().int().nullable(),
      cells: z.array(heatmapCell.nullable()),
    }),
  ),
});
export type Heatmap = z.infer<typeof heatmap>;
export type HeatmapCell = z.infer<typeof heatmapCell>;
