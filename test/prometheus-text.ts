/** One line of metrics: `hub_http_requests_total{method="GET"} 3`. */
export type Series = { name: string; labels: Record<string, string>; value: number };
export type Metric = { name: string; help: string; type: string; series: Series[] };

const NAME = /^[a-z][a-z0-9_]*$/;
const LABEL = /^([a-z_][a-z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(?:,|$)/;
const VALUE = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|[+-]Inf|NaN)$/i;
const HISTOGRAM_PARTS = ['_bucket', '_sum', '_count'];

/**
 * Reads the text format of Prometheus strictly, as its own parser and `promtool check metrics` do: one HELP and one TYPE
 * before the lines of a metric, no line twice, names and units as is the custom. Throws on the first thing that is wrong.
 */
export function readPrometheusText(text: string): Metric[] {
  if (!text.endsWith('\n')) throw new Error('The text does not end with a line break.');
  const metrics = new Map<string, Metric>();
  const seen = new Set<string>();
  let current: Metric | undefined;
  for (const line of text.split('\n')) {
    const refuse = (why: string): never => {
      throw new Error(`${why}: ${line}`);
    };
    if (line === '') continue;
    const help = /^# HELP (\S+) (.+)$/.exec(line);
    if (help !== null) {
      const [, name = '', words = ''] = help;
      if (metrics.has(name)) refuse('described twice');
      current = { name, help: words, type: '', series: [] };
      metrics.set(name, current);
      continue;
    }
    const type = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line);
    if (type !== null) {
      if (current?.name !== type[1] || current?.type !== '') return refuse('not after its HELP');
      current.type = type[2] ?? '';
      continue;
    }
    const sample = /^([^\s{]+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (sample === null) return refuse('not a line of metrics');
    const [, name = '', labelText = '', value = ''] = sample;
    if (current === undefined || !belongsTo(name, current)) return refuse('not below its own TYPE');
    if (!VALUE.test(value)) refuse('not a number');
    const identity = `${name}{${labelText.split(',').sort().join(',')}}`;
    if (seen.has(identity)) refuse('there twice');
    seen.add(identity);
    current.series.push({ name, labels: readLabels(labelText), value: Number(value.replace('Inf', 'Infinity')) });
  }
  for (const metric of metrics.values()) checkCustoms(metric);
  return [...metrics.values()];
}

function belongsTo(name: string, { name: metric, type }: Metric): boolean {
  return type === 'histogram' ? HISTOGRAM_PARTS.some((part) => name === metric + part) : name === metric;
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  let rest = text;
  while (rest !== '') {
    const label = LABEL.exec(rest);
    if (label === null) throw new Error(`not labels: ${text}`);
    const [whole, name = '', value = ''] = label;
    if (name in labels) throw new Error(`a label twice: ${text}`);
    labels[name] = value;
    rest = rest.slice(whole.length);
  }
  return labels;
}

function checkCustoms({ name, type, series }: Metric): void {
  const refuse = (why: string): never => {
    throw new Error(`${name} ${why}`);
  };
  if (!NAME.test(name)) refuse('is not a name');
  if (type === '') refuse('has no type');
  if ((type === 'counter') !== name.endsWith('_total')) refuse('is a counter or called one, but not both');
  if (/_(millis|milliseconds|ms|minutes|hours|percent|count|sum|bucket)(_|$)/.test(name)) refuse('has no base unit');
  if (type === 'counter' && series.some(({ value }) => !(value >= 0))) refuse('went below zero');
  if (type !== 'histogram') return;
  const ofSeries = Map.groupBy(series, ({ labels: { le: _, ...rest } }) => JSON.stringify(rest));
  for (const lines of ofSeries.values()) {
    const buckets = lines.filter((line) => line.name.endsWith('_bucket'));
    const count = lines.find((line) => line.name.endsWith('_count'))?.value;
    const isGrowing = buckets.every(({ value }, index) => value >= (buckets[index - 1]?.value ?? 0));
    if (!isGrowing || buckets.at(-1)?.labels.le !== '+Inf' || buckets.at(-1)?.value !== count) {
      refuse('has buckets that do not add up');
    }
  }
}

/** The value of one line; undefined when there is no such line. */
export function metricValue(metrics: readonly Metric[], name: string, labels: Record<string, string> = {}) {
  return metrics
    .flatMap(({ series }) => series)
    .find((line) => line.name === name && Object.entries(labels).every(([key, value]) => line.labels[key] === value))
    ?.value;
}
