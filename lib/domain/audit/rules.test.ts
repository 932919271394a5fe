import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AUDIT_ENTITIES, actionLabel, changedFields, entityLabel, fieldLabel, isPayField } from './rules';

describe('changed fields', () => {
  it('are those that differ, also inside, with what was not there before or is no more', () => {
    const before = { name: 'A', role: 'viewer', settings: { limit: 1 }, gone: 1 };
    const after = { name: 'A', role: 'admin', settings: { limit: 2 }, fresh: null };
    expect(changedFields(before, after)).toEqual([
      { field: 'role', before: 'viewer', after: 'admin' },
      { field: 'settings', before: { limit: 1 }, after: { limit: 2 } },
      { field: 'gone', before: 1, after: undefined },
      { field: 'fresh', before: undefined, after: null },
    ]);
    expect(changedFields(null, { name: 'A' })).toEqual([{ field: 'name', before: undefined, after: 'A' }]);
    expect(changedFields(null, null)).toEqual([]);
  });
});

describe('words', () => {
  it('are made of names', () => {
    expect(actionLabel('user.revoke-sessions')).toBe('Revoke sessions');
    expect(fieldLabel('dailyGoalItems')).toBe('Daily goal items');
    expect(entityLabel('employee')).toBe('Person');
    expect(entityLabel('some-thing')).toBe('Some thing');
  });

  it('are there for everything that is audited', () => {
    const files = globSync('{lib,scripts}/**/*.ts').filter((file) => !/test/.test(file));
    const written = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bentity: '([\w-]+)'/g)].map(([, entity = '']) => entity),
    );
    expect(written.length).toBeGreaterThan(20);
    expect(written.filter((entity) => !(entity in AUDIT_ENTITIES))).toEqual([]);
  });
});

it('knows what tells of pay', () => {
  expect(isPayField('payrate.set', 'effectiveFrom')).toBe(true);
  expect(isPayField('site.change', 'defaultHourlyCents')).toBe(true);
  expect(isPayField('site.change', 'name')).toBe(false);
});
