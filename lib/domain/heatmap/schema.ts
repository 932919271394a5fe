import * as z from 'zod';
import { COMPARISONS } from '@/lib/domain/ranges/rules';
import { HEATMAP_ROWS, MEASURES, ROW_ORDERS } from './columns';

const isoDay = z.iso.date();

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

/** The part that is of logins linked to nobody (domain.md 3). */
export const unmappedWork = z.object({ items: z.number(), points: z.number() });

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
      /** The cells added up before they are rounded; of people: each once in every hour. Null without any cell. */
      total: heatmapCell.nullable(),
      /** Of the total; null where rows are people. */
      unmapped: unmappedWork.nullable(),
    }),
  ),
  /** The whole site, of people those with a row: hour by hour and in all. A person of two departments counts once. */
  all: z.object({
    cells: z.array(heatmapCell.nullable()),
    total: heatmapCell.nullable(),
    unmapped: unmappedWork.nullable(),
  }),
});
export type Heatmap = z.infer<typeof heatmap>;
export type HeatmapCell = z.infer<typeof heatmapCell>;

/** Query of `GET /api/dashboard/analytics/hourly-heatmap/export`: the view of the page. */
export const heatmapExportQuery = heatmapQuery.extend({
  measure: z.enum(MEASURES).default('items'),
  compare: z.enum(COMPARISONS).default('none'),
  q: z.string().max(100).default(''),
  order: z.enum(ROW_ORDERS).default('name'),
});
export type HeatmapExportQuery = z.infer<typeof heatmapExportQuery>;

const MAX_ENTRIES = 500;

/**
 * Query of `GET /api/dashboard/analytics/hourly-heatmap/people`: the cell of a real hour (`start`) or of an hour of the
 * local day (`hour`), of a department, a person or a weekday, of the whole site without them.
 */
export const hourPeopleQuery = z
  .object({
    from: isoDay,
    to: isoDay,
    start: z.iso.datetime().optional(),
    hour: z.coerce.number().int().min(0).max(23).optional(),
    department: z.string().trim().min(1).max(80).optional(),
    employeeId: z.coerce.number().int().positive().max(4_294_967_295).optional(),
    weekday: z.coerce.number().int().min(1).max(7).optional(),
    limit: z.coerce.number().int().min(1).max(MAX_ENTRIES).default(100),
  })
  .refine((query) => (query.start === undefined) !== (query.hour === undefined), {
    path: ['hour'],
    message: 'must be there, or start, and not both',
  });
export type HourPeopleQuery = z.infer<typeof hourPeopleQuery>;

/** Answer: who is behind a cell, most items first. */
export const hourPeople = z.object({
  asOf: z.iso.datetime(),
  state: z.enum(['live', 'stale']),
  source: z.enum(['live', 'stored', 'archive']),
  from: isoDay,
  to: isoDay,
  /** All of them, also those past the limit: a person counts once in every hour. */
  total: z.object({ people: z.number().int(), items: z.number().int(), points: z.number() }),
  /** In addition; null when a person was asked for. */
  unmapped: unmappedWork.nullable(),
  rows: z.array(
    z.object({
      date: isoDay,
      start: z.iso.datetime(),
      employeeId: z.number().int(),
      name: z.string(),
      items: z.number().int(),
      points: z.number(),
      /** Work time within the hour; null without any. */
      workSeconds: z.number().int().nullable(),
    }),
  ),
});
export type HourPeople = z.infer<typeof hourPeople>;
