import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareDepartmentRows, prepareEmployeeRows, prepareHourPeople, prepareWeekdayRows } from './prepare';
import { hoursOfRange } from './rules';
import type { HeatmapCell } from './schema';

const columns = hoursOfRange({ timeZone: 'America/Chicago', dayStart: '00:00' });
const roles = [
  { roleId: 1, departmentName: 'Picking', isActive: true },
  { roleId: 2, departmentName: 'Packing', isActive: true },
];
const hour = fc.integer({ min: 0, max: 23 });
const work = {
  items: fc.integer({ min: 0, max: 500 }),
  points: fc.integer({ min: 0, max: 900_000 }).map((n) => (n / 1000).toFixed(3)),
};
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const itemsOf = (cells: readonly (HeatmapCell | null)[]) => sum(cells.map((cell) => cell?.items ?? 0));
const exactPoints = (rows: readonly { points: string }[]) =>
  sum(rows.map((row) => Math.round(Number(row.points) * 1000)));
const shown = (thousandths: number) => Math.floor((thousandths + 5) / 10) / 100;

describe('the totals of departments', () => {
  it('add up: cells to rows, cells to hours, both to the whole', () => {
    const row = fc.record({ role_id: fc.constantFrom(1, 2), hour, ...work, people: fc.nat(9), present: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (ofRoles) => {
        const ofSite = ofRoles.map((one) => ({ ...one, role_id: 0, people: 1, present: 1 }));
        const { rows, all } = prepareDepartmentRows(roles, [...ofRoles, ...ofSite], new Map(), columns);
        for (const one of rows) expect(one.total?.items ?? 0).toBe(itemsOf(one.cells));
        columns.forEach((_, index) => {
          expect(all.cells[index]?.items ?? 0).toBe(itemsOf(rows.map((one) => one.cells[index] ?? null)));
        });
        expect(all.total?.items ?? 0).toBe(sum(ofRoles.map((one) => one.items)));
        expect(all.total?.items ?? 0).toBe(sum(rows.map((one) => one.total?.items ?? 0)));
        expect(all.total?.points ?? 0).toBeCloseTo(shown(exactPoints(ofRoles)), 9);
        // Of people the site counts each once, whatever the departments say.
        expect(all.total?.people ?? 0).toBe(ofSite.length);
      }),
    );
  });

  it('are rounded once, not cell by cell', () => {
    const rows = [0, 1, 2].map((at) => ({ role_id: 1, hour: at, items: 1, points: '0.004', people: 1, present: 1 }));
    const { rows: shownRows } = prepareDepartmentRows(roles, rows, new Map(), columns);
    expect(shownRows[0]?.cells.slice(0, 3).map((cell) => cell?.points)).toEqual([0, 0, 0]);
    expect(shownRows[0]?.total?.points).toBe(0.01);
  });

  it('say how much of them is of nobody known', () => {
    const unmapped = new Map([[2, { items: 5, pointsThousandths: 4000 }]]);
    const hours = [{ role_id: 2, hour: 9, items: 5, points: '4.000', people: 0, present: 0 }];
    const { rows, all } = prepareDepartmentRows(roles, hours, unmapped, columns);
    expect(rows.map((row) => [row.total, row.unmapped])).toEqual([
      [null, { items: 0, points: 0 }],
      [
        { items: 5, points: 4, people: 0 },
        { items: 5, points: 4 },
      ],
    ]);
    expect(all.unmapped).toEqual({ items: 5, points: 4 });
  });
});

describe('the totals of people', () => {
  it('add up, each person once in every hour', () => {
    const row = (employee_id: number, at: number, items: number) => ({
      ...{ employee_id, name: `P${employee_id}`, hour: at, items, points: `${items}.000`, buckets: 1, present: 1 },
    });
    const { rows, all } = prepareEmployeeRows([row(1, 6, 30), row(1, 7, 0), row(2, 7, 20)], columns);
    expect(rows.map((one) => one.total)).toEqual([
      { items: 30, points: 30, people: 2 },
      { items: 20, points: 20, people: 1 },
    ]);
    expect(all.cells[7]).toEqual({ items: 20, points: 20, people: 2 });
    expect(all.total).toEqual({ items: 50, points: 50, people: 3 });
    expect(all.unmapped).toBeNull();
  });
});

describe('the totals of weekdays', () => {
  it('are those of a mean day: of the weekday, and of all days', () => {
    const hours = [
      { weekday: 1, hour: null, days: 2, items: 0, points: '0', people: 0, present: 0 },
      { weekday: 2, hour: null, days: 1, items: 0, points: '0', people: 0, present: 0 },
      { weekday: 1, hour: 6, days: 0, items: 31, points: '31.000', people: 3, present: 3 },
      { weekday: 2, hour: 6, days: 0, items: 10, points: '10.000', people: 1, present: 1 },
    ];
    const { rows, all } = prepareWeekdayRows(hours, new Map([[1, { items: 1, pointsThousandths: 800 }]]), columns, 7);
    expect(rows.slice(0, 3).map((row) => [row.label, row.days, row.total, row.unmapped])).toEqual([
      ['Sunday', 0, null, null],
      ['Monday', 2, { items: 15.5, points: 15.5, people: 1.5 }, { items: 0.5, points: 0.4 }],
      ['Tuesday', 1, { items: 10, points: 10, people: 1 }, { items: 0, points: 0 }],
    ]);
    expect(all.cells[6]).toEqual({ items: 13.67, points: 13.67, people: 1.33 });
    expect(all.total).toEqual(all.cells[6]);
  });
});

describe('who is behind a cell', () => {
  it('has the sums of all, also of those that are not listed', () => {
    const person = {
      ...{ score_date: '2026-03-03', hour_start: 1_772_539_200, employee_id: 7, name: 'Ada' },
      ...{ items: 30, points: '30.000', work_seconds: 600, all_people: 12, all_items: 310, all_points: '310.500' },
    };
    expect(prepareHourPeople([person], { items: 5, points: '4.000' })).toMatchObject({
      total: { people: 12, items: 310, points: 310.5 },
      unmapped: { items: 5, points: 4 },
      rows: [{ employeeId: 7, items: 30, points: 30, start: '2026-03-03T12:00:00Z', workSeconds: 600 }],
    });
    expect(prepareHourPeople([], null)).toEqual({
      total: { people: 0, items: 0, points: 0 },
      unmapped: null,
      rows: [],
    });
  });
});
