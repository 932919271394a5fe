import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/platform/errors/errors';
import { gatherParts } from './parts';

const fail = (error: Error) => async (): Promise<number> => {
  throw error;
};

describe('gatherParts', () => {
  it('gives what could be loaded and says of the rest why not', async () => {
    const parts = await gatherParts({
      one: async () => 1,
      two: fail(new AppError('NOT_FOUND', 'There is no such thing.')),
      three: fail(new Error('password of the database')),
      four: () => {
        throw new Error('before it began');
      },
    });
    expect(parts.one).toEqual({ ok: true, data: 1 });
    expect(parts.two).toEqual({ ok: false, error: { code: 'NOT_FOUND', message: 'There is no such thing.' } });
    expect(parts.three).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(parts.three)).not.toContain('password');
    expect(parts.four).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  });

  it('loads at the same time', async () => {
    const order: string[] = [];
    let finishFirst = () => {};
    await gatherParts({
      first: () =>
        new Promise<void>((resolve) => {
          order.push('first began');
          finishFirst = resolve;
        }),
      second: async () => {
        order.push('second began');
        finishFirst();
      },
    });
    expect(order).toEqual(['first began', 'second began']);
  });

  it('throws when there is nothing at all', async () => {
    await expect(gatherParts({ one: fail(new Error('gone')), two: fail(new Error('too')) })).rejects.toThrow('gone');
  });
});
