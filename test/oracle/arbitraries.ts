import fc from 'fast-check';
import type { OracleActivity, OracleInput, OracleRole } from '@/test/oracle/oracle';
import { addDays, dayEdge, type OracleCalendar } from '@/test/oracle/zone';

/**
 * Nasty but legal person-days. Instants cling to one another: they are taken from edges of other facts plus a delta that
 * is mostly 0, a limit of the rules, or a multiple of 5 minutes, now and then one second off.
 */

const MINUTE = 60;
const HOUR = 3600;

type Period = OracleInput['periods'][number];
type Break = OracleInput['breaks'][number];

const calendars: { timeZone: string; anchors: string[] }[] = [
  { timeZone: 'America/Chicago', anchors: ['2026-06-10', '2026-03-08', '2026-11-01'] },
  { timeZone: 'Asia/Kolkata', anchors: ['2026-06-10'] },
  { timeZone: 'Australia/Lord_Howe', anchors: ['2026-04-05', '2026-10-04'] },
];

/** A calendar and a day in it; days when the clocks change are as frequent as plain ones. */
const calendarDayArb: fc.Arbitrary<{ calendar: OracleCalendar; anchor: string }> = fc
  .record({
    zone: fc.constantFrom(...calendars.flatMap((one) => one.anchors.map((anchor) => ({ ...one, anchor })))),
    dayStart: fc.constantFrom('00:00', '02:30', '06:00'),
  })
  .map(({ zone, dayStart }) => ({ calendar: { timeZone: zone.timeZone, dayStart }, anchor: zone.anchor }));

const oneSecondOff = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 1) },
);

/** Whole seconds in [min, max], mostly multiples of an hour, a quarter or 5 minutes. */
function gridArb(min: number, max: number): fc.Arbitrary<number> {
  const multiplesOf = (step: number) =>
    fc.integer({ min: Math.ceil(min / step), max: Math.floor(max / step) }).map((n) => n * step);
  const onGrid = fc.oneof(
    { weight: 3, arbitrary: multiplesOf(HOUR) },
    { weight: 4, arbitrary: multiplesOf(15 * MINUTE) },
    { weight: 6, arbitrary: multiplesOf(5 * MINUTE) },
  );
  return fc.oneof(
    {
      weight: 10,
      arbitrary: fc.tuple(onGrid, oneSecondOff).map(([t, off]) => Math.min(max, Math.max(min, t + off))),
    },
    { weight: 1, arbitrary: fc.integer({ min, max }) },
  );
}

/** A distance from one of the edges that exist already. */
const deltaArb = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.constantFrom(-1, 1, 59, 60, 61, -60, 300, -300, 600, -600, 900, -900) },
  { weight: 2, arbitrary: fc.constantFrom(2 * HOUR, 2 * HOUR + 1, -2 * HOUR, 14 * HOUR, 16 * HOUR) },
  { weight: 8, arbitrary: gridArb(-3 * HOUR, 3 * HOUR) },
);

/**
 * Where something begins: `inside` a period (so many steps of 5 minutes after its clock_in), or `delta` from edge number
 * `edge`, or `absolute` seconds after the day's edge. Numbers are taken modulo what there is.
 */
type Place = { inside: number | null; isOneLate: boolean; edge: number | null; delta: number; absolute: number };
const placeArb: fc.Arbitrary<Place> = fc.record({
  inside: fc.option(fc.nat({ max: 400 }), { freq: 1 }),
  isOneLate: fc.integer({ min: 0, max: 12 }).map((n) => n === 12),
  edge: fc.option(fc.nat({ max: 40 }), { freq: 5 }),
  delta: deltaArb,
  absolute: gridArb(-20 * HOUR, 40 * HOUR),
});

function resolvePlace(place: Place, periods: Period[], edges: number[], origin: number): number {
  const period = place.inside === null ? undefined : periods[place.inside % Math.max(1, periods.length)];
  if (place.inside !== null && period !== undefined) {
    const steps = Math.ceil(((period.clockOut ?? period.clockIn + 8 * HOUR) - period.clockIn) / (5 * MINUTE));
    return period.clockIn + (place.inside % steps) * 5 * MINUTE + (place.isOneLate ? 1 : 0);
  }
  const edge = place.edge === null ? undefined : edges[place.edge % Math.max(1, edges.length)];
  return edge === undefined ? origin + place.absolute : edge + place.delta;
}

/** A chain of periods: each begins a gap after (or before) the end of the one before, ends or stays without an end. */
const periodChainArb = fc.record({
  start: fc.oneof(
    { weight: 3, arbitrary: gridArb(0, 20 * HOUR) },
    { weight: 1, arbitrary: gridArb(-16 * HOUR, 26 * HOUR) },
  ),
  links: fc.array(
    fc.record({
      gap: fc.oneof(
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 3, arbitrary: fc.constantFrom(1, 59, 60, 61, 2 * HOUR - 1, 2 * HOUR, 2 * HOUR + 1) },
        { weight: 2, arbitrary: gridArb(-4 * HOUR, -5 * MINUTE) },
        { weight: 5, arbitrary: gridArb(5 * MINUTE, 3 * HOUR) },
        { weight: 2, arbitrary: gridArb(3 * HOUR, 12 * HOUR) },
      ),
      length: fc.oneof(
        { weight: 8, arbitrary: gridArb(5 * MINUTE, 5 * HOUR) },
        { weight: 3, arbitrary: gridArb(5 * HOUR, 13 * HOUR) },
        { weight: 1, arbitrary: fc.constantFrom(1, 14 * HOUR - 1, 14 * HOUR, 14 * HOUR + 1, 17 * HOUR) },
      ),
      isOpen: fc.boolean().chain((may) => (may ? fc.constant(false) : fc.boolean())),
    }),
    { maxLength: 5 },
  ),
});
type PeriodChain = { start: number; links: { gap: number; length: number; isOpen: boolean }[] };

function buildPeriods(
  chain: PeriodChain,
  extra: { place: Place; length: number; isOpen: boolean }[],
  origin: number,
): Period[] {
  const periods: Period[] = [];
  const add = (clockIn: number, length: number, isOpen: boolean) => {
    if (periods.some((other) => other.clockIn === clockIn)) return;
    periods.push({ id: periods.length + 1, clockIn, clockOut: isOpen ? null : clockIn + length });
  };
  let cursor = origin + chain.start;
  for (const [index, link] of chain.links.entries()) {
    if (index > 0) cursor += link.gap;
    add(cursor, link.length, link.isOpen);
    cursor += link.length;
  }
  for (const one of extra) add(resolvePlace(one.place, [], edgesOfPeriods(periods), origin), one.length, one.isOpen);
  return periods;
}

function edgesOfPeriods(periods: Period[]): number[] {
  return periods.flatMap((period) => [period.clockIn, period.clockOut ?? period.clockIn + 14 * HOUR]);
}

const extraPeriodArb = fc.record({
  place: placeArb,
  length: gridArb(1, 10 * HOUR),
  isOpen: fc.boolean().chain((may) => (may ? fc.constant(false) : fc.boolean())),
});

/** `fill`: exactly the hole between two periods, as some sources send breaks. */
const breakArb = fc.record({
  fill: fc.option(fc.nat({ max: 6 }), { freq: 3 }),
  place: placeArb,
  length: fc.oneof(
    { weight: 6, arbitrary: gridArb(5 * MINUTE, HOUR) },
    { weight: 2, arbitrary: fc.constantFrom(1, 59, 60, 61, 2 * HOUR, 2 * HOUR + 1) },
    { weight: 2, arbitrary: gridArb(HOUR, 6 * HOUR) },
    // an end that is not after the start
    { weight: 1, arbitrary: fc.constantFrom(0, -1, -300) },
  ),
  isOpen: fc.integer({ min: 0, max: 5 }).map((n) => n === 5),
  isPaid: fc.boolean(),
});

type BreakSpec = { fill: number | null; place: Place; length: number; isOpen: boolean; isPaid: boolean };

function buildBreaks(specs: BreakSpec[], periods: Period[], origin: number): Break[] {
  const breaks: Break[] = [];
  const sorted = [...periods].sort((a, b) => a.clockIn - b.clockIn);
  for (const spec of specs) {
    const before = spec.fill === null ? undefined : sorted[spec.fill % Math.max(1, sorted.length)];
    const after = before && sorted.find((period) => period.clockIn > (before.clockOut ?? Number.POSITIVE_INFINITY));
    const hole = before?.clockOut && after ? { start: before.clockOut, length: after.clockIn - before.clockOut } : null;
    const edges = [...edgesOfPeriods(periods), ...breaks.flatMap((pause) => [pause.start, pause.end ?? pause.start])];
    const start = hole?.start ?? resolvePlace(spec.place, periods, edges, origin);
    const end = spec.isOpen ? null : start + (hole?.length ?? spec.length);
    breaks.push({ id: breaks.length + 1, start, end, isPaid: spec.isPaid });
  }
  return breaks;
}

const activityArb = fc.record({
  place: placeArb,
  length: fc.oneof(
    { weight: 6, arbitrary: gridArb(5 * MINUTE, HOUR) },
    { weight: 1, arbitrary: fc.constantFrom(1, 60, HOUR - 1, HOUR) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: HOUR }) },
  ),
  /** negative: unmapped type */
  role: fc.integer({ min: -1, max: 9 }),
  itemsCount: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 400 }) },
    { weight: 1, arbitrary: fc.constantFrom(1, 10_000) },
  ),
});

type ActivitySpec = { place: Place; length: number; role: number; itemsCount: number };

function buildActivities(
  specs: ActivitySpec[],
  periods: Period[],
  clockEdges: number[],
  roles: OracleRole[],
  origin: number,
): OracleActivity[] {
  const activities: OracleActivity[] = [];
  for (const spec of specs) {
    const own = activities.flatMap((one) => [one.windowStart, one.windowEnd]);
    const windowStart = resolvePlace(spec.place, periods, [...clockEdges, ...own], origin);
    activities.push({
      id: activities.length + 1,
      roleId: spec.role < 0 ? null : (roles[spec.role % roles.length]?.id ?? null),
      itemsCount: spec.itemsCount,
      windowStart,
      windowEnd: windowStart + spec.length,
    });
  }
  return activities;
}

/** One to four roles; flow orders may repeat, ids do not follow them. */
const rolesArb: fc.Arbitrary<OracleRole[]> = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 9 }),
    type: fc.constantFrom('batch' as const, 'continuous' as const),
    flowOrder: fc.integer({ min: 1, max: 3 }),
    isFinishing: fc.boolean(),
    multiplierThousandths: fc.oneof(fc.constantFrom(0, 1, 500, 800, 1000, 1200, 1333), fc.nat({ max: 5000 })),
    expectedPerHourThousandths: fc.oneof(
      fc.constantFrom(0, 40_000, 45_000, 133_000, 200_000),
      fc.nat({ max: 400_000 }),
    ),
    idleThresholdMinutes: fc.constantFrom(0, 1, 5, 15, 15, 15, 60),
  }),
  { selector: (role) => role.id, minLength: 1, maxLength: 4 },
);

const settingsArb = fc
  .oneof(
    {
      weight: 5,
      arbitrary: fc.constant({ maxOpenHours: 14, minOpenHours: 4, chainGapHours: 2, chainSpanHours: 16 }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        maxOpenHours: fc.integer({ min: 6, max: 16 }),
        minOpenHours: fc.integer({ min: 1, max: 6 }),
        chainGapHours: fc.integer({ min: 1, max: 4 }),
        chainSpanHours: fc.integer({ min: 8, max: 20 }),
      }),
    },
  )
  .map((hours) => ({ ...hours, salaryDaysPerMonth: 26, salaryHoursPerDay: 8, defaultHourlyCents: 1300 }));

/** The edge of a fact, a cap or the day, a little before or after, or long after everything. */
const nowArb = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('place' as const), place: placeArb }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('after' as const), seconds: gridArb(72 * HOUR, 120 * HOUR) }) },
);

/** A legal OracleInput. No window starts more than 60 minutes after `now`; clock facts may lie after it. */
export const oracleInputArb: fc.Arbitrary<OracleInput> = fc
  .record({
    calendarDay: calendarDayArb,
    dayShift: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.constantFrom(-1, 1) }),
    settings: settingsArb,
    chain: periodChainArb,
    extraPeriods: fc.array(extraPeriodArb, { maxLength: 2 }),
    breakSpecs: fc.array(breakArb, { maxLength: 5 }),
    activitySpecs: fc.array(activityArb, { maxLength: 12 }),
    roles: rolesArb,
    now: nowArb,
    isContractor: fc.boolean(),
    isScanning: fc.boolean(),
    pay: fc.record({
      hourlyCents: fc.oneof(fc.constantFrom(0, 1, 1300), fc.nat({ max: 9000 })),
      isDefault: fc.boolean(),
    }),
  })
  .map((spec) => {
    const { calendar, anchor } = spec.calendarDay;
    const origin = dayEdge(calendar, anchor);
    const periods = buildPeriods(spec.chain, spec.extraPeriods, origin);
    const breaks = buildBreaks(spec.breakSpecs, periods, origin);
    const clockEdges = [
      ...edgesOfPeriods(periods),
      ...breaks.flatMap((pause) => [pause.start, pause.end ?? pause.start + 2 * HOUR]),
    ];
    const activities = buildActivities(spec.activitySpecs, periods, clockEdges, spec.roles, origin);
    const dayEdges = [origin, dayEdge(calendar, addDays(anchor, 1))];
    const windowEdges = activities.flatMap((one) => [one.windowStart, one.windowEnd]);
    const now =
      spec.now.kind === 'after'
        ? origin + spec.now.seconds
        : resolvePlace(spec.now.place, periods, [...clockEdges, ...windowEdges, ...dayEdges], origin);
    return {
      calendar,
      settings: spec.settings,
      day: addDays(anchor, spec.dayShift),
      now,
      employee: { isContractor: spec.isContractor, isScanning: spec.isScanning },
      periods,
      breaks,
      activities: activities.filter((one) => one.windowStart <= now + HOUR),
      roles: spec.roles,
      pay: spec.pay,
    };
  });

/** An input and the same facts in another order. */
export const shuffledPairArb: fc.Arbitrary<{ input: OracleInput; shuffled: OracleInput }> = oracleInputArb.chain(
  (input) =>
    fc
      .record({
        periods: fc.shuffledSubarray(input.periods, { minLength: input.periods.length }),
        breaks: fc.shuffledSubarray(input.breaks, { minLength: input.breaks.length }),
        activities: fc.shuffledSubarray(input.activities, { minLength: input.activities.length }),
        roles: fc.shuffledSubarray(input.roles, { minLength: input.roles.length }),
      })
      .map((facts) => ({ input, shuffled: { ...input, ...facts } })),
);

/** An input, and a break with an end that is legal to add to it. */
export const inputWithExtraBreakArb: fc.Arbitrary<{ input: OracleInput; extra: Break }> = fc
  .record({ input: oracleInputArb, place: placeArb, length: gridArb(1, 3 * HOUR), isPaid: fc.boolean() })
  .map(({ input, place, length, isPaid }) => {
    const origin = dayEdge(input.calendar, input.day);
    const start = resolvePlace(place, input.periods, edgesOfPeriods(input.periods), origin);
    return { input, extra: { id: 1000, start, end: start + length, isPaid } };
  });

/** An input, and an activity that is legal to add to it. */
export const inputWithExtraActivityArb: fc.Arbitrary<{ input: OracleInput; extra: OracleActivity }> = fc
  .record({ input: oracleInputArb, spec: activityArb })
  .map(({ input, spec }) => {
    const origin = dayEdge(input.calendar, input.day);
    const [extra] = buildActivities([spec], input.periods, edgesOfPeriods(input.periods), input.roles, origin);
    if (extra === undefined) throw new Error('One specification makes one activity.');
    return { input, extra: { ...extra, id: 1000 } };
  });

/** An input with a period that has an end, and an instant strictly inside that period. */
export const inputWithSplitPointArb: fc.Arbitrary<{
  input: OracleInput;
  period: Period;
  clockOut: number;
  at: number;
}> = fc
  .record({ input: oracleInputArb, which: fc.nat({ max: 10 }), place: fc.nat({ max: 10_000 }), isOnGrid: fc.boolean() })
  .filter(({ input }) => input.periods.some((one) => one.clockOut !== null && one.clockOut - one.clockIn >= 2))
  .map(({ input, which, place, isOnGrid }) => {
    const closed = input.periods.filter((one) => one.clockOut !== null && one.clockOut - one.clockIn >= 2);
    const period = closed[which % closed.length];
    if (period === undefined || period.clockOut === null) throw new Error('The filter keeps a period to split.');
    const { clockIn, clockOut } = period;
    const exact = clockIn + Math.floor(((clockOut - clockIn) * place) / 10_000);
    const at = isOnGrid ? Math.floor(exact / 300) * 300 : exact;
    return { input, period, clockOut, at: Math.min(clockOut - 1, Math.max(clockIn + 1, at)) };
  });
