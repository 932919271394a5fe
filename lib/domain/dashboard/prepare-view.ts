import { forecastWords, targetWords } from '@/lib/domain/pace/prepare-view';
import type { Pace, PaceForecast } from '@/lib/domain/pace/schema';
import type { TeamMetrics } from '@/lib/domain/team/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';
import { formatClock, formatDay, formatHours } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import type { Attention, Summary } from './schema';

/** What a tile opens: who and what exactly. */
export const DETAILS = ['people', 'finished', 'pace', 'efficiency', 'clocked', 'alerts', 'issues'] as const;
export type Detail = (typeof DETAILS)[number];

export type Tone = 'good' | 'warn' | 'bad' | 'muted';
export type TileNote = { text: string; tone: Tone };
export type Tile = {
  detail: Detail;
  label: string;
  value: string;
  notes: TileNote[];
  /** How far the goal is reached, and where the target line stands; shares of 0 to 1. */
  progress?: { share: number; target: number | null };
};
/** A tile, or which one could not be loaded. */
export type TileState = { tile: Tile } | { label: string; error: string };

type Part<T> = { ok: true; data: T } | { ok: false; error: { message: string } };
const NOT_LOADED = { ok: false, error: { message: 'Could not be loaded.' } } as const;

export type TileFacts = {
  summary: Summary;
  /** Undefined when it could not be loaded. */
  pace: Pace | undefined;
  attention: Attention | undefined;
  isToday: boolean;
  timeZone: string;
};

/** The six figures of a day. On a past day nothing is "now": who was there instead, and the day's data issues. */
export function prepareTiles({ summary, pace, attention, isToday, timeZone }: TileFacts): TileState[] {
  const { metrics, departments, alerts } = summary;
  return [
    tileOf(isToday ? 'On the clock now' : 'People', metrics, (data) => peopleTile(data, isToday)),
    tileOf('Finished items', metrics, (data) => finishedTile(data, timeZone)),
    tileOf('Pace to the goal', pace === undefined ? NOT_LOADED : { ok: true, data: pace }, (data) =>
      paceTile(data, timeZone),
    ),
    tileOf('Site efficiency', departments, ({ siteEfficiencyPercent }) => ({
      detail: 'efficiency',
      value: siteEfficiencyPercent === null ? NO_NUMBER : `${formatNumber(siteEfficiencyPercent, 1)}%`,
      notes: [{ text: 'items against worked hours × target', tone: 'muted' }],
    })),
    tileOf('Clocked hours', metrics, ({ clockedSeconds }) => ({
      detail: 'clocked',
      value: formatHours(clockedSeconds),
      notes: [{ text: 'hours:minutes, breaks not counted', tone: 'muted' }],
    })),
    isToday
      ? tileOf('Open alerts', alerts, alertsTile)
      : tileOf('Open data issues', attention === undefined ? NOT_LOADED : attention.issues, (kinds) => ({
          detail: 'issues',
          value: formatNumber(kinds.reduce((sum, kind) => sum + kind.ofDay, 0)),
          notes: [{ text: 'about this day', tone: 'muted' }],
        })),
  ];
}

function tileOf<T>(label: string, part: Part<T>, draw: (data: T) => Omit<Tile, 'label'>): TileState {
  return part.ok ? { tile: { label, ...draw(part.data) } } : { label, error: part.error.message };
}

function peopleTile(metrics: TeamMetrics, isToday: boolean): Omit<Tile, 'label'> {
  const { people, worked } = metrics;
  const withScans = `${formatNumber(worked)} with scans`;
  return {
    detail: 'people',
    value: formatNumber(isToday ? metrics.clockedIn : people),
    notes: [{ text: isToday ? `${formatNumber(people)} people today, ${withScans}` : withScans, tone: 'muted' }],
  };
}

function finishedTile(metrics: TeamMetrics, timeZone: string): Omit<Tile, 'label'> {
  const { finishedItems, unmapped, comparison } = metrics;
  const unmappedNote: TileNote = { text: `of which unmapped ${formatNumber(unmapped.finishedItems)}`, tone: 'warn' };
  return {
    detail: 'finished',
    value: formatNumber(finishedItems),
    notes: [changeNote(comparison, timeZone), ...(unmapped.finishedItems > 0 ? [unmappedNote] : [])],
  };
}

/** `+12% vs yesterday at 10:07 (512)` */
function changeNote({ finishedItems, change, until, date }: TeamMetrics['comparison'], timeZone: string): TileNote {
  const then =
    until === null ? formatDay(date).slice(0, -5) : `yesterday at ${formatClock(fromIsoInstant(until), timeZone)}`;
  const percent = change.finishedItemsPercent;
  if (percent === null) return { text: `${then}: ${formatNumber(finishedItems)}`, tone: 'muted' };
  const rounded = formatNumber(percent);
  const sign = rounded.startsWith('-') ? '−' : rounded === '0' ? '±' : '+';
  return {
    text: `${sign}${rounded.replace('-', '')}% vs ${then} (${formatNumber(finishedItems)})`,
    tone: sign === '+' ? 'good' : sign === '−' ? 'warn' : 'muted',
  };
}

function paceTile(pace: Pace, timeZone: string): Omit<Tile, 'label'> {
  const { goalItems, finishedItems, targetNow } = pace;
  const target = targetWords(pace);
  const forecast = { text: forecastWords(pace, timeZone), tone: toneOf(pace.forecast.kind) };
  const targetTone: Tone = targetNow !== null && finishedItems < targetNow ? 'warn' : 'good';
  return {
    detail: 'pace',
    value: goalItems === null ? NO_NUMBER : `${formatNumber(Math.floor((finishedItems * 100) / goalItems))}%`,
    notes: [
      forecast,
      ...(target === null || finishedItems >= (goalItems ?? 0) ? [] : [{ text: target, tone: targetTone }]),
    ],
    ...(goalItems === null
      ? {}
      : {
          progress: {
            share: Math.min(1, finishedItems / goalItems),
            target: targetNow === null ? null : targetNow / goalItems,
          },
        }),
  };
}

function toneOf(kind: PaceForecast['kind']): Tone {
  if (kind === 'reached' || kind === 'on_course') return 'good';
  return kind === 'unknown' ? 'muted' : 'warn';
}

function alertsTile({
  counts,
}: {
  counts: readonly { severity: string; alerts: number; breached: number }[];
}): Omit<Tile, 'label'> {
  const sum = (of: 'alerts' | 'breached') => counts.reduce((all, one) => all + one[of], 0);
  const critical = counts.find((one) => one.severity === 'critical')?.alerts ?? 0;
  const [total, breached] = [sum('alerts'), sum('breached')];
  const notes: TileNote[] = [
    ...(critical > 0 ? [{ text: `${formatNumber(critical)} critical`, tone: 'bad' } as const] : []),
    ...(breached > 0 ? [{ text: `${formatNumber(breached)} past due`, tone: 'bad' } as const] : []),
  ];
  const none: TileNote = { text: total === 0 ? 'no alert is open' : 'none critical, none past due', tone: 'muted' };
  return { detail: 'alerts', value: formatNumber(total), notes: notes.length === 0 ? [none] : notes };
}

type Data<P> = P extends { ok: true; data: infer T } ? T : never;
type Jam = Data<NonNullable<Attention['jams']>>[number];
type Idle = Data<NonNullable<Attention['idle']>>[number];
type IssueKinds = Data<Attention['issues']>[number];

/** Something to look at, the gravest first. */
export type AttentionRow =
  | { kind: 'jam'; severity: 'critical' | 'warning'; jam: Jam }
  | { kind: 'idle'; severity: 'critical' | 'warning'; idle: Idle }
  | { kind: 'issue'; severity: 'info'; issue: IssueKinds['kind']; count: number; ofDay: number };

/** The attention list and which of its parts are missing. On a past day only what concerns it. */
export function prepareAttention(attention: Attention, isToday: boolean): { rows: AttentionRow[]; failed: string[] } {
  const { idle, jams, issues } = attention;
  const rows: AttentionRow[] = [
    ...dataOf(jams).flatMap((jam): AttentionRow[] =>
      jam.severity === null ? [] : [{ kind: 'jam', severity: jam.severity, jam }],
    ),
    ...dataOf(idle).map((one): AttentionRow => ({ kind: 'idle', severity: one.severity, idle: one })),
    ...dataOf(issues).flatMap(({ kind, open, ofDay }): AttentionRow[] => {
      const count = isToday ? open : ofDay;
      return count === 0 ? [] : [{ kind: 'issue', severity: 'info', issue: kind, count, ofDay }];
    }),
  ];
  const gravity = ['critical', 'warning', 'info'];
  const failed = Object.entries({ 'who is idle': idle, 'where it jams': jams, 'data issues': issues }).flatMap(
    ([name, part]) => (part !== null && !part.ok ? [name] : []),
  );
  return { rows: rows.sort((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity)), failed };
}

function dataOf<T>(part: Part<T[]> | null): T[] {
  return part?.ok === true ? part.data : [];
}
