import { expect, it } from 'vitest';
import { changeText, valueText } from './value-text';

it.each([
  [null, '–'],
  [false, 'no'],
  [0, '0'],
  [['main', 'river'], 'main, river'],
  [[], 'none'],
  [{ limit: 2, payType: 'hourly' }, 'limit 2, pay type hourly'],
  [[{ board: 'heat' }, { board: 'floor' }], 'board heat; board floor'],
])('%j', (value, text) => expect(valueText(value)).toBe(text));

it('says what a field was and is', () => {
  expect(changeText({ field: 'role', before: 'viewer', after: 'admin', isHidden: false })).toBe('Role: viewer → admin');
  expect(changeText({ field: 'dailyGoal', after: 100, isHidden: false })).toBe('Daily goal: 100');
  expect(changeText({ field: 'sites', before: ['a'], isHidden: false })).toBe('Sites: a → gone');
  expect(changeText({ field: 'amountCents', isHidden: true })).toBe('Amount cents: hidden (pay)');
});
