import type { TeamBottlenecks, TeamCapacity, TeamComparison, TeamHealth, TeamTrends } from './schema';

type CsvTable = { header: string[]; rows: (string | number | null)[][] };

/** Each day of the range, as the page lists them. */
export function daysTable({ days }: TeamTrends): CsvTable {
  return {
    header: [
      'date',
      'people',
      'worked',
      'clocked_seconds',
      'active_seconds',
      'items',
      'finished_items',
      'points',
      'utilization_percent',
      'efficiency_percent',
      'goal_items',
      'goal_percent',
    ],
    rows: days.map((day) => [
      day.date,
      day.people,
      day.worked,
      day.clockedSeconds,
      day.activeSeconds,
      day.items,
      day.finishedItems,
      day.points,
      day.utilizationPercent,
      day.efficiencyPercent,
      day.goalItems,
      day.goalPercent,
    ]),
  };
}

/** The departments of the range and of the one it is compared with. */
export function departmentsTable({ from, to, comparedWith, departments }: TeamComparison): CsvTable {
  const figures = [
    'items',
    'points',
    'unmapped_items',
    'person_days',
    'worked_seconds',
    'items_per_hour',
    'vs_target_percent',
  ];
  const valuesOf = (one: TeamComparison['departments'][number]['now']) => [
    one.items,
    one.points,
    one.unmappedItems,
    one.personDays,
    one.workedSeconds,
    one.itemsPerHour,
    one.vsTargetPercent,
  ];
  return {
    header: [
      'department',
      'from',
      'to',
      ...figures,
      'compared_from',
      'compared_to',
      ...figures.map((name) => `compared_${name}`),
      'items_change_percent',
      'points_change_percent',
      'items_per_hour_change_percent',
    ],
    rows: departments.map(({ department, now, before, change }) => [
      department,
      from,
      to,
      ...valuesOf(now),
      comparedWith.from,
      comparedWith.to,
      ...valuesOf(before),
      change.itemsPercent,
      change.pointsPercent,
      change.itemsPerHourPercent,
    ]),
  };
}

export function capacityTable({ date, departments }: TeamCapacity): CsvTable {
  return {
    header: [
      'date',
      'department',
      'target_per_hour',
      'worked_seconds',
      'capacity_items',
      'items',
      'use_percent',
      'state',
    ],
    rows: departments.map((one) => [
      date,
      one.department,
      one.targetPerHour,
      one.workedSeconds,
      one.capacityItems,
      one.items,
      one.usePercent,
      one.state,
    ]),
  };
}

export function bottlenecksTable({ departments }: TeamBottlenecks): CsvTable {
  return {
    header: ['department', 'status', 'severity', 'growth_per_hour', 'queue', 'bottleneck_hours_of_24', 'cause'],
    rows: departments.map((one) => [
      one.department,
      one.status,
      one.severity,
      one.growth,
      one.queue,
      one.markedHours,
      one.cause,
    ]),
  };
}

export function healthTable({ date, score, parts }: TeamHealth): CsvTable {
  return {
    header: ['date', 'term', 'value', 'penalty', 'left_out'],
    rows: [
      ...parts.map((part) => [date, part.term, part.value, part.penalty, part.isLeftOut ? 'yes' : 'no']),
      [date, 'score', score, null, null],
    ],
  };
}
