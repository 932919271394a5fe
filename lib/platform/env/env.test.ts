import { describe, expect, it } from 'vitest';
import { EnvError, parseEnv, parseEnvFile } from './env';

const good = { DATABASE_URL: 'mysql://hub:pw@127.0.0.1:3306/hub', REDIS_URL: 'redis://127.0.0.1' };

function problemsOf(raw: Record<string, string>): string[] {
  try {
    parseEnv({ ...good, ...raw });
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
}

describe('parseEnv', () => {
  it('fills in the defaults of contract.md 2', () => {
    expect(parseEnv(good)).toMatchObject({
      DB_POOL_SIZE: 5,
      DB_SYNC_POOL_SIZE: 3,
      CACHE_TTL_SECONDS: 300,
      CONNECTEAM_BASE_URL: 'https://api.connecteam.com',
      CONNECTEAM_CLOCK_IDS: [],
      SITE_CODE: 'main',
      SITE_TIME_ZONE: 'America/Chicago',
      PORT: 3000,
      HOST: '127.0.0.1',
      ENABLE_AUTO_SYNC: true,
      REDIS_ENABLED: true,
    });
    expect(parseEnv({ ...good, NODE_ENV: 'production', AUTH_SECRET: 'x'.repeat(32) }).DB_POOL_SIZE).toBe(15);
  });

  it('reports all wrong values together, one line each, and never repeats a value', () => {
    const problems = problemsOf({
      DATABASE_URL: 'postgres://root:hunter2@db/x',
      PORT: 'eighty',
      SITE_TIME_ZONE: 'Chicago',
      REDIS_ENABLED: 'yes',
      AUTH_SECRET: 'short-hunter2',
    });
    expect(problems.map((line) => line.split(' ')[0]).sort()).toEqual([
      'AUTH_SECRET',
      'DATABASE_URL',
      'PORT',
      'REDIS_ENABLED',
      'SITE_TIME_ZONE',
    ]);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('counts a blank value as not set', () => {
    expect(parseEnv({ ...good, PORT: '', CONNECTEAM_API_KEY: ' ' })).toMatchObject({
      PORT: 3000,
      CONNECTEAM_API_KEY: undefined,
    });
  });

  it('reads time clock ids', () => {
    expect(parseEnv({ ...good, CONNECTEAM_CLOCK_IDS: ' 12, 345 ' }).CONNECTEAM_CLOCK_IDS).toEqual([12, 345]);
    expect(problemsOf({ CONNECTEAM_CLOCK_IDS: '12;13' })).toHaveLength(1);
  });

  it('wants OAuth id and secret together, a secret in production, and Redis unless it is switched off', () => {
    expect(problemsOf({ CONNECTEAM_CLIENT_ID: 'x' })[0]).toContain('must be set together');
    expect(problemsOf({ NODE_ENV: 'production' })[0]).toContain('AUTH_SECRET');
    expect(problemsOf({ REDIS_URL: '' })[0]).toContain('REDIS_URL');
    expect(problemsOf({ REDIS_URL: '', REDIS_ENABLED: 'false' })).toEqual([]);
  });
});

it('reads a file of NAME=value lines', () => {
  expect(parseEnvFile('# servers\nA=1\n\n B_2 = x=y \nnonsense\n')).toEqual({ A: '1', B_2: 'x=y' });
});
