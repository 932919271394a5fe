import { describe, expect, it } from 'vitest';
import { metricValue, readPrometheusText } from '@/test/prometheus-text';
import { countAnswer, processRegistry } from './process-metrics';

const read = async () => readPrometheusText(await processRegistry().metrics());
const answer = (status: number) => async () => new Response(null, { status });

describe('what a process counts', () => {
  it('is every answer under its route, with the class of its status and the time it took', async () => {
    await countAnswer('GET /api/x/:id', answer(200));
    await countAnswer('GET /api/x/:id', answer(204));
    await countAnswer('GET /api/x/:id', answer(404));
    await countAnswer('POST /api/x', answer(429));
    const metrics = await read();
    const requests = (labels: Record<string, string>) => metricValue(metrics, 'hub_http_requests_total', labels);
    expect(requests({ method: 'GET', route: '/api/x/:id', status: '2xx' })).toBe(2);
    expect(requests({ method: 'GET', route: '/api/x/:id', status: '4xx' })).toBe(1);
    expect(metricValue(metrics, 'hub_http_request_duration_seconds_count', { route: '/api/x/:id' })).toBe(3);
    expect(metricValue(metrics, 'hub_http_rate_limited_total', { method: 'POST', route: '/api/x' })).toBe(1);
    expect(metricValue(metrics, 'hub_http_rate_limited_total', { route: '/api/x/:id' })).toBeUndefined();
  });

  it('keeps what is not a route together, and counts what was thrown as a fault of ours', async () => {
    await countAnswer('unknown address', answer(404));
    const failing = countAnswer('GET /api/y', () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    const metrics = await read();
    expect(metricValue(metrics, 'hub_http_requests_total', { method: 'any', route: 'unknown address' })).toBe(1);
    expect(metricValue(metrics, 'hub_http_requests_total', { route: '/api/y', status: '5xx' })).toBe(1);
  });

  it('measures how long an answer takes', async () => {
    await countAnswer('GET /api/slow', async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return new Response();
    });
    const seconds = metricValue(await read(), 'hub_http_request_duration_seconds_sum', { route: '/api/slow' });
    expect(seconds).toBeGreaterThan(0.025);
    expect(seconds).toBeLessThan(5);
  });

  it('has the usual metrics of a Node process', async () => {
    const metrics = await read();
    expect(metricValue(metrics, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    expect(metricValue(metrics, 'nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
  });
});

describe('the reader of the tests', () => {
  const help = '# HELP a_total x\n# TYPE a_total counter\n';
  it.each([
    ['a line without its type', 'a_total 1\n'],
    ['a line twice', `${help}a_total{b="1",c="2"} 1\na_total{c="2",b="1"} 1\n`],
    ['a counter with another name', '# HELP a x\n# TYPE a counter\na 1\n'],
    ['a gauge called a counter', '# HELP a_total x\n# TYPE a_total gauge\na_total 1\n'],
    ['a label that is not closed', `${help}a_total{b="1} 1\n`],
    ['text for a number', `${help}a_total many\n`],
    ['an end in the middle of a line', `${help}a_total 1`],
    ['a metric described twice', `${help}a_total 1\n${help}`],
    ['milliseconds', '# HELP a_milliseconds x\n# TYPE a_milliseconds gauge\na_milliseconds 1\n'],
    [
      'buckets that shrink',
      '# HELP a x\n# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
    ],
  ])('refuses %s', (_, text) => {
    expect(() => readPrometheusText(text)).toThrow();
  });
});
