import { describe, expect, it } from 'vitest';
import { parseRedisInfo } from './read-redis';

const INFO =
  '# Server\r\nredis_version:7.0.15\r\n# Memory\r\nused_memory:2621440\r\nmaxmemory:0\r\n# Clients\r\nconnected_clients:16\r\n';

describe('parseRedisInfo', () => {
  it('reads what Redis says of itself; no limit is none', () => {
    const told = { version: '7.0.15', usedBytes: 2_621_440, clients: 16, keys: 160 };
    expect(parseRedisInfo(INFO, 160)).toEqual({ ...told, maxBytes: null });
    expect(parseRedisInfo(INFO.replace('maxmemory:0', 'maxmemory:268435456'), 160)).toEqual({
      ...told,
      maxBytes: 268_435_456,
    });
  });

  it('does not take what is missing for nothing', () => {
    expect(() => parseRedisInfo('redis_version:7.0.15\r\n', 0)).toThrow('Redis does not tell its maxmemory.');
  });
});
