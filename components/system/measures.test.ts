import { describe, expect, it } from 'vitest';
import { formatBytes, measureText } from './measures';

describe('measureText', () => {
  it('says the value and from where on it is bad', () => {
    const disk = {
      measure: 'disk_share',
      value: 0.42,
      warning: 0.8,
      critical: 0.9,
      isLowBad: false,
      status: 'ok',
    } as const;
    expect(measureText(disk)).toMatchObject({ value: '42%', warning: 'over 80%', critical: 'over 90%' });
    const hits = {
      measure: 'cache_hit_share',
      value: 0.5,
      warning: 0.7,
      critical: null,
      isLowBad: true,
      status: 'warning',
    } as const;
    expect(measureText(hits)).toMatchObject({ value: '50%', warning: 'below 70%', critical: '–' });
    const sync = {
      measure: 'clock_sync_age_seconds',
      value: 130,
      warning: 600,
      critical: 1_800,
      isLowBad: false,
      status: 'ok',
    } as const;
    expect(measureText(sync)).toMatchObject({
      value: '2 min 10 s ago',
      warning: 'over 10 min',
      critical: 'over 30 min',
    });
    expect(measureText({ ...sync, measure: 'backup_age_seconds', value: null, status: null })).toMatchObject({
      value: '–',
      note: 'no backup has been made here yet',
    });
  });
});

describe('formatBytes', () => {
  it.each([
    [null, '–'],
    [0, '0 B'],
    [1_023, '1,023 B'],
    [1_536, '1.5 KB'],
    [3 * 1024 ** 3, '3.0 GB'],
  ])('%j is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
