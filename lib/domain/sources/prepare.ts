import * as z from 'zod';
import { type EpochSeconds, toIsoInstantOrNull } from '@/lib/platform/time/instant';
import type { SourceFact } from './queries/get-source-facts';
import type { SourceState } from './schema';

const LABELS: Readonly<Record<string, string>> = { connecteam: 'Connecteam', podfactory: 'PodFactory', scans: 'Scans' };
/** When a source counts as stale: the first warning of operations.md, Health. */
const STALE_SECONDS: Readonly<Record<string, number>> = { connecteam: 10 * 60, podfactory: 60 * 60, scans: 60 * 60 };
const DEFAULT_STALE_SECONDS = 60 * 60;
const SCANS = 'scans';
const UNKNOWN_REASON = 'the reason was not recorded';

const reasonSchema = z.object({ reason: z.string() });
/** How far apart the runs of a source lie; twice that may pass before it counts as stale. */
const intervalSchema = z.object({ intervalSeconds: z.number().positive() });

/** The state of each source, by name, scans last. */
export function prepareSources(facts: readonly SourceFact[], now: EpochSeconds): SourceState[] {
  const bySource = Map.groupBy(facts, (fact) => fact.source);
  return [...bySource]
    .map(([source, ofSource]) => prepareSource(source, ofSource, now))
    .sort((a, b) => Number(a.source === SCANS) - Number(b.source === SCANS) || a.label.localeCompare(b.label, 'en'));
}

function prepareSource(source: string, facts: readonly SourceFact[], now: EpochSeconds): SourceState {
  const newest = (...statuses: SourceFact['status'][]): SourceFact | undefined =>
    facts
      .filter((fact) => statuses.includes(fact.status) && fact.at !== null)
      .reduce<SourceFact | undefined>((best, fact) => ((best?.at ?? -1) >= (fact.at ?? -1) ? best : fact), undefined);
  const good = newest('success', 'partial', 'scan');
  const failed = newest('failed');
  const lastGoodAt = good?.at ?? null;
  const base = { source, label: LABELS[source] ?? source, lastGoodAt: toIsoInstantOrNull(lastGoodAt), reason: null };
  if (failed !== undefined && (failed.at ?? 0) > (lastGoodAt ?? -1)) {
    return { ...base, state: 'failed', reason: reasonOf(failed) };
  }
  if (lastGoodAt === null || good === undefined) return { ...base, state: 'never' };
  if (now - lastGoodAt > staleSeconds(source, good)) return { ...base, state: 'stale' };
  if (good.status === 'partial') return { ...base, state: 'partial', reason: reasonOf(good) };
  return { ...base, state: 'ok' };
}

function staleSeconds(source: string, good: SourceFact): number {
  const usual = STALE_SECONDS[source] ?? DEFAULT_STALE_SECONDS;
  return Math.max(usual, 2 * (intervalSecondsOf(good) ?? 0));
}

/** How far apart the runs of a source lie, as a run says; null when it does not. */
export function intervalSecondsOf(fact: SourceFact): number | null {
  const interval = intervalSchema.safeParse(detailsOf(fact));
  return interval.success ? interval.data.intervalSeconds : null;
}

function reasonOf(fact: SourceFact): string {
  const parsed = reasonSchema.safeParse(detailsOf(fact));
  return parsed.success && parsed.data.reason !== '' ? parsed.data.reason : UNKNOWN_REASON;
}

function detailsOf(fact: SourceFact): unknown {
  return typeof fact.details === 'string' ? parseJson(fact.details) : fact.details;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // told as an unknown reason
  }
}
