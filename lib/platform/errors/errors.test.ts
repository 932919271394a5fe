import { expect, it } from 'vitest';
import { describeError } from './errors';

it('tells an error with its causes', () => {
  expect(describeError(new Error('outer', { cause: new Error('inner') }))).toBe('outer <- inner');
  expect(describeError('text')).toBe('text');
});

it('never repeats the parameters of a statement', () => {
  const failed = new Error('Failed query: select * from sessions where token = ?\nparams: top-secret-token', {
    cause: new Error('gone'),
  });
  expect(describeError(failed)).toBe('Failed query: select * from sessions where token = ? <- gone');
});

it('does not loop on an error that is its own cause', () => {
  const loop = new Error('loop');
  loop.cause = loop;
  expect(describeError(loop)).toBe('loop');
});

it('tells of every address that was tried, when a connection failed without a text of its own', () => {
  const tried = new AggregateError([
    new Error('connect ECONNREFUSED ::1:1'),
    new Error('connect ECONNREFUSED 127.0.0.1:1'),
  ]);
  const error = new Error('Failed query', { cause: tried });
  expect(describeError(error)).toBe('Failed query <- connect ECONNREFUSED ::1:1; connect ECONNREFUSED 127.0.0.1:1');
});
