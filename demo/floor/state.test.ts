import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFloorState, scansFrom, writeFloorState } from './state';

const SETTINGS = { seed: 'test', timeZone: 'America/Chicago' };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'floor-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the floor's memory", () => {
  it('begins with two weeks of history', () => {
    const state = readFloorState(join(folder, 'none.json'), SETTINGS, '2026-03-20');
    expect(state).toEqual({ ...SETTINGS, firstDay: '2026-03-06', sentThrough: null });
    expect(scansFrom(state, '2026-03-20')).toBe('2026-03-06');
  });

  it('keeps the first day over restarts, and begins anew for another zone', () => {
    const file = join(folder, 'sub', 'state.json');
    writeFloorState(file, { ...SETTINGS, firstDay: '2026-02-01', sentThrough: '2026-03-19' });
    const state = readFloorState(file, SETTINGS, '2026-03-20');
    expect(state.firstDay).toBe('2026-02-01');
    expect(scansFrom(state, '2026-03-20')).toBe('2026-03-06');
    const other = readFloorState(file, { ...SETTINGS, timeZone: 'UTC' }, '2026-03-20');
    expect(other.firstDay).toBe('2026-03-06');
  });

  it('goes back as far as the floor was off', () => {
    const state = { ...SETTINGS, firstDay: '2026-02-01', sentThrough: '2026-02-10' };
    expect(scansFrom(state, '2026-03-20')).toBe('2026-02-09');
  });

  it('says when its file is damaged', () => {
    const file = join(folder, 'damaged.json');
    writeFileSync(file, '{"seed":1');
    expect(() => readFloorState(file, SETTINGS, '2026-03-20')).toThrow(SyntaxError);
  });
});
