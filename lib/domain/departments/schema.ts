import * as z from 'zod';

const isoDay = z.iso.date();

/** Query of the departments of a day; without a date today. */
export const departmentsQuery = z.object({ date: isoDay.optional() });

const frame = {
  asOf: z.iso.datetime(),
  state: z.enum(['live', 'stale']),
  source: z.enum(['live', 'stored', 'archive']),
  date: isoDay,
};
const colour = z.number().int().min(1).max(8);

/** A department on a day (domain.md 7). null: the number does not exist. */
export const departmentRow = z.object({
  department: z.string(),
  colour,
  isActive: z.boolean(),
  /** People with work in it. */
  people: z.number().int(),
  /** Items and points include those of unmapped identities. */
  items: z.number().int(),
  points: z.number(),
  unmappedItems: z.number().int(),
  unmappedPoints: z.number(),
  workedSeconds: z.number().int(),
  /** Of people with clocked time. */
  itemsPerHour: z.number().nullable(),
  targetPerHour: z.number().nullable(),
  vsTargetPercent: z.number().nullable(),
});
export type DepartmentRow = z.infer<typeof departmentRow>;

/** Answer of `GET /api/dashboard/departments/stats`, departments in flow order. */
export const departmentStats = z.object({
  ...frame,
  siteEfficiencyPercent: z.number().nullable(),
  items: z.number().int(),
  points: z.number(),
  rows: z.array(departmentRow),
});
export type DepartmentStats = z.infer<typeof departmentStats>;

/** A department in the battle of the day. */
export const battleRow = z.object({
  /** 1 + departments with more points. */
  rank: z.number().int().min(1),
  department: z.string(),
  colour,
  points: z.number(),
  items: z.number().int(),
  people: z.number().int(),
  /** Of all points of the day; null while there are none. */
  sharePercent: z.number().nullable(),
  /** Points ahead of the next department; null for the last. */
  leadPoints: z.number().nullable(),
  /** Points behind the first, 0 for the first itself. */
  behindPoints: z.number(),
});
export type BattleRow = z.infer<typeof battleRow>;

/** Answer of `GET /api/dashboard/departments/battle`, departments by points. */
export const departmentBattle = z.object({ ...frame, rows: z.array(battleRow) });
export type DepartmentBattle = z.infer<typeof departmentBattle>;
