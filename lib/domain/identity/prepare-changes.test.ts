import { describe, expect, it } from 'vitest';
import { changeText } from './labels';
import { prepareChanges, subjectsOf } from './prepare-changes';
import type { RecentChangeRow } from './queries/get-recent-changes';

const change = (id: number, action: string, values: Partial<RecentChangeRow> = {}): RecentChangeRow => ({
  id,
  occurredAt: 1_000 + id,
  action,
  entity: action.startsWith('employee') ? 'employee' : 'identity',
  entityId: 7,
  before: null,
  after: null,
  by: 'Dana Reyes',
  ...values,
});
const names = {
  people: new Map([
    [1, 'Ada Kern'],
    [2, 'Bo Lind'],
  ]),
  logins: new Map([[7, 'ada.k']]),
};
const stood = {
  status: 'unmapped',
  employeeId: null,
  verifiedBy: null,
  verifiedAt: null,
  touchedAt: null,
  refused: [],
};
const linked = (id: number) =>
  change(id, 'identity.link', { before: stood, after: { status: 'verified', employeeId: 1, refused: [] } });

describe('changes as lines', () => {
  it('tell who it was about, before and after', () => {
    const moved = change(2, 'identity.link', { before: { employeeId: 1 }, after: { employeeId: 2 } });
    const [second, first] = prepareChanges([moved, linked(1)], names);
    expect(first && changeText(first)).toBe('linked “ada.k” to Ada Kern');
    expect(second && changeText(second)).toBe('moved “ada.k” from Ada Kern to Bo Lind');
    expect(subjectsOf([moved])).toEqual({ employeeIds: [1, 2], identityIds: [7] });
  });

  it('can be taken back once, the latest of each login', () => {
    const undo = change(3, 'identity.undo', {
      before: { ...stood, status: 'verified', employeeId: 1 },
      after: { status: 'unmapped', employeeId: null, refused: [], undoes: 1 },
    });
    const lines = prepareChanges([undo, linked(1)], names);
    expect(lines.map((line) => [line.id, line.isUndone, line.canUndo])).toEqual([
      [3, false, true],
      [1, true, false],
    ]);
    expect(prepareChanges([linked(2), linked(1)], names).map((line) => line.canUndo)).toEqual([true, false]);
  });

  it('that are part of a merge go back with the merge', () => {
    const merge = change(9, 'employee.merge', { entityId: 2, after: { mergedInto: 1, changes: [8, 7] } });
    const archive = change(8, 'employee.archive', { entityId: 2, after: { archivedAt: '2026-03-01T00:00:00Z' } });
    const lines = prepareChanges([merge, archive, linked(7)], names);
    expect(lines.map((line) => line.canUndo)).toEqual([true, false, false]);
    expect(lines[0] && changeText(lines[0])).toBe('merged Bo Lind into Ada Kern');
  });

  it('that changed more than the undo knows of cannot be taken back here', () => {
    const before = { isScanning: true };
    const plain = change(1, 'employee.update', { entityId: 1, before, after: { isScanning: false } });
    const more = change(2, 'employee.update', { entityId: 2, before, after: { isScanning: false, payRate: {} } });
    expect(prepareChanges([plain, more], names).map((line) => line.canUndo)).toEqual([true, false]);
    const old = change(3, 'identity.link', {
      before: { status: 'unmapped', employeeId: null },
      after: linked(1).after,
    });
    expect(prepareChanges([old], names).map((line) => line.canUndo)).toEqual([false]);
  });

  it('of an age that knows less say what they can', () => {
    const [line] = prepareChanges(
      [change(1, 'employee.create', { entityId: 5, after: { name: 'Newly There' } })],
      names,
    );
    expect(line && changeText(line)).toBe('added Newly There');
    const [odd] = prepareChanges([change(1, 'identity.link', { entityId: 99, after: 'text' })], names);
    expect(odd && changeText(odd)).toBe('linked “#99” to a person');
  });
});
