import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { processWide } from '../process/process-wide';
import { monotonicMillis } from '../time/clock';

/** What this process counts of itself as it goes; everything else is read when somebody asks for the metrics. */
type ProcessMetrics = {
  registry: Registry;
  requests: Counter<'method' | 'route' | 'status'>;
  durations: Histogram<'method' | 'route'>;
  limited: Counter<'method' | 'route'>;
};

/** Sums that the library calls `_total` though they are no counters, which Prometheus' own check refuses. Their parts stay. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function processMetrics(): ProcessMetrics {
  return processWide('metrics', () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    for (const name of MISNAMED) registry.removeSingleMetric(name);
    const registers = [registry];
    return {
      registry,
      requests: new Counter({
        name: 'hub_http_requests_total',
        help: 'API requests answered, by route and class of status.',
        labelNames: ['method', 'route', 'status'],
        registers,
      }),
      durations: new Histogram({
        name: 'hub_http_request_duration_seconds',
        help: 'Time until an API request was answered; of a live stream until it began.',
        labelNames: ['method', 'route'],
        buckets: BUCKETS_SECONDS,
        registers,
      }),
      limited: new Counter({
        name: 'hub_http_rate_limited_total',
        help: 'API requests refused because there were too many of them.',
        labelNames: ['method', 'route'],
        registers,
      }),
    };
  });
}

/** The metrics that this process counts as it goes. */
export function processRegistry(): Registry {
  return processMetrics().registry;
}

/** Counts the answer that `work` gives, and how long it took, under a route's tag such as `GET /api/x/:id`. */
export async function countAnswer(tag: string, work: () => Promise<Response>): Promise<Response> {
  const startedAt = monotonicMillis();
  let status = 500;
  try {
    const response = await work();
    status = response.status;
    return response;
  } finally {
    const { requests, durations, limited } = processMetrics();
    const [, method = 'any', route = tag] = /^([A-Z]+) (\/.*)$/.exec(tag) ?? [];
    requests.inc({ method, route, status: `${Math.floor(status / 100)}xx` });
    durations.observe({ method, route }, (monotonicMillis() - startedAt) / 1_000);
    if (status === 429) limited.inc({ method, route });
  }
}
