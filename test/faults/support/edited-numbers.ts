import type { Changes, Numbers } from './numbers';

const ADA = 'Ada Vale';
const BO = 'Bo Marsh';
const LOGIN = 'Float Login';
export const NAMES = { ada: ADA, bo: BO, login: LOGIN };

/**
 * The floor that is edited, on one day that is not over, computed by hand (domain.md): Ada is on the clock from 10:00 to
 * 12:00 and packs 150 items in each hour; Bo is from 13:00 to 15:00 and picks 100 in each; a login of nobody packs 10
 * from 13:30 to 13:40. The goal is 620 finished items. All else is as a new site has it: packing 0.8 points, 45 an hour,
 * 5500 points a month; picking 1 point, 200 an hour, 22000 points; 22 days a month; 1300 cents an hour.
 */
export const BEFORE: Numbers = {
  leaderboard: {
    [ADA]: { rank: 1, items: 300, points: 240, itemsPerHour: 150, clockedSeconds: 7200, activeSeconds: 7200 },
    [BO]: { rank: 2, items: 200, points: 200, itemsPerHour: 100, clockedSeconds: 7200, activeSeconds: 7200 },
    site: { unmappedItems: 10 },
  },
  'leaderboard badges': {
    [ADA]: { efficiency: 1, streak: 0, badge: 'Speed Demon' },
    [BO]: { efficiency: 1, streak: 0, badge: 'Team Player' },
  },
  'leaderboard of the day before': {},
  'live board': {
    [ADA]: { rank: 1, items: 300, points: 240, nextMilestone: 250, badge: 'Speed Demon' },
    [BO]: { rank: 2, items: 200, points: 200, nextMilestone: 250, badge: 'Team Player' },
  },
  departments: {
    Packing: { people: 1, items: 310, points: 248, unmappedItems: 10, workedSeconds: 7200 },
    Picking: { people: 1, items: 200, points: 200, unmappedItems: 0, workedSeconds: 7200 },
    site: { items: 510, points: 448, siteEfficiencyPercent: 102.04 },
  },
  'department rates': {
    Packing: { itemsPerHour: 150, targetPerHour: 45, vsTargetPercent: 233.33 },
    Picking: { itemsPerHour: 100, targetPerHour: 200, vsTargetPercent: -50 },
  },
  battle: {
    Packing: { rank: 1, points: 248, sharePercent: 55.36, behindPoints: 0 },
    Picking: { rank: 2, points: 200, sharePercent: 44.64, behindPoints: 48 },
  },
  'heat map of people': {
    [ADA]: { '10:00': [150, 120, 1], '11:00': [150, 120, 1] },
    [BO]: { '13:00': [100, 100, 1], '14:00': [100, 100, 1] },
  },
  'heat map of departments': {
    Packing: { '10:00': [150, 120, 1], '11:00': [150, 120, 1], '13:00': [10, 8, 0] },
    Picking: { '13:00': [100, 100, 1], '14:00': [100, 100, 1] },
  },
  'date range': {
    [ADA]: { rank: 1, items: 300, points: 240, efficiency: 1 },
    [BO]: { rank: 2, items: 200, points: 200, efficiency: 1 },
    site: { people: 2, items: 510, finishedItems: 310, points: 448, unmappedItems: 10, utilizationPercent: 100 },
    days: { today: 510 },
  },
  'person, Ada': {
    day: { items: 300, points: 240, finishedItems: 300, paidSeconds: 7200, idleSeconds: 0 },
    target: { targetPoints: 250, targetPercent: 96 },
    place: { rank: 1, people: 2, streak: 0 },
  },
  'person day, Ada': {
    stored: { items: 300, points: 240, clockedSeconds: 7200, activeSeconds: 7200 },
    score: { items: 300, points: 240, clockedSeconds: 7200, activeSeconds: 7200 },
    facts: { state: 'current', periods: 1, activities: 2 },
  },
  'clock times': { [ADA]: { clockedSeconds: 7200 }, [BO]: { clockedSeconds: 7200 } },
  'recent activities': { [ADA]: { items: 300 }, [BO]: { items: 200 }, [LOGIN]: { items: 10 } },
  costs: {
    [ADA]: { labourCents: 2600, activeCents: 2600, idleCents: 0, costPerItemCents: 8.667 },
    [BO]: { labourCents: 2600, activeCents: 2600, idleCents: 0, costPerItemCents: 13 },
    site: { labourCents: 5200, finishedItems: 300, costPerFinishedItemCents: 17.333, utilization: 1 },
  },
  flow: {
    Picking: { itemsToday: 200, queue: 0 },
    Labeling: { itemsToday: 0, queue: 200 },
    'Film Matching': { itemsToday: 0, queue: 0 },
    'Heat Press': { itemsToday: 0, queue: 0 },
    Packing: { itemsToday: 310, queue: 0 },
  },
  summary: {
    [ADA]: { points: 240, badge: 'Speed Demon' },
    [BO]: { points: 200, badge: 'Team Player' },
    departments: { items: 510, points: 448 },
    metrics: { finishedItems: 310, points: 448 },
    counts: { unmappedIdentities: 1 },
  },
  streaks: {},
  'gamification board': {
    [ADA]: { rank: 1, items: 300, points: 240, targetPoints: 250, badge: 'Speed Demon' },
    [BO]: { rank: 2, items: 200, points: 200, targetPoints: 1000, badge: 'Team Player' },
  },
  'team metrics': {
    site: { worked: 2, people: 2, clockedSeconds: 14_400, items: 510, finishedItems: 310, points: 448 },
    goal: { percent: 50 },
    best: { department: 'Packing', points: 248 },
  },
  'team overview': { site: { utilizationPercent: 100, efficiencyPercent: 102.04, finishedItems: 310 } },
  'team capacity': { site: { workedSeconds: 14_400, capacityItems: 490, items: 500, usePercent: 102.04 } },
  'team trends': {
    today: { items: 510, points: 448, activeSeconds: 14_400, goalPercent: 50, efficiencyPercent: 102.04 },
  },
};

/** Ada's second hour is 200 items, not 150: 280 points reach the target of 250. */
const scanCorrected: Changes = {
  leaderboard: { [ADA]: { items: 350, points: 280, itemsPerHour: 175 } },
  'leaderboard badges': { [ADA]: { streak: 1, badge: 'Star Player' } },
  'live board': { [ADA]: { items: 350, points: 280, nextMilestone: 500, badge: 'Star Player' } },
  departments: {
    Packing: { items: 360, points: 288 },
    site: { items: 560, points: 488, siteEfficiencyPercent: 112.24 },
  },
  'department rates': { Packing: { itemsPerHour: 175, vsTargetPercent: 288.89 } },
  battle: { Packing: { points: 288, sharePercent: 59.02 }, Picking: { sharePercent: 40.98, behindPoints: 88 } },
  'heat map of people': { [ADA]: { '11:00': [200, 160, 1] } },
  'heat map of departments': { Packing: { '11:00': [200, 160, 1] } },
  'date range': {
    [ADA]: { items: 350, points: 280 },
    site: { items: 560, finishedItems: 360, points: 488 },
    days: { today: 560 },
  },
  'person, Ada': {
    day: { items: 350, points: 280, finishedItems: 350 },
    target: { targetPercent: 112 },
    place: { streak: 1 },
  },
  'person day, Ada': { stored: { items: 350, points: 280 }, score: { items: 350, points: 280 } },
  'recent activities': { [ADA]: { items: 350 } },
  costs: { [ADA]: { costPerItemCents: 7.429 }, site: { finishedItems: 350, costPerFinishedItemCents: 14.857 } },
  flow: { Packing: { itemsToday: 360 } },
  summary: {
    [ADA]: { points: 280, badge: 'Star Player' },
    departments: { items: 560, points: 488 },
    metrics: { finishedItems: 360, points: 488 },
  },
  streaks: { [ADA]: { currentStreak: 1 } },
  'gamification board': { [ADA]: { items: 350, points: 280, badge: 'Star Player' } },
  'team metrics': {
    site: { items: 560, finishedItems: 360, points: 488 },
    goal: { percent: 58.06 },
    best: { points: 288 },
  },
  'team overview': { site: { efficiencyPercent: 112.24, finishedItems: 360 } },
  'team capacity': { site: { items: 550, usePercent: 112.24 } },
  'team trends': { today: { items: 560, points: 488, goalPercent: 58.06, efficiencyPercent: 112.24 } },
};

/** Ada's second hour is gone: idle from 11:15 until the last quarter of an hour, and behind Bo. */
const scanWithdrawn: Changes = {
  leaderboard: {
    [ADA]: { rank: 2, items: 150, points: 120, itemsPerHour: 75, activeSeconds: 5400 },
    [BO]: { rank: 1 },
  },
  'leaderboard badges': { [ADA]: { efficiency: 0.75 } },
  'live board': { [ADA]: { rank: 2, items: 150, points: 120 }, [BO]: { rank: 1 } },
  departments: {
    Packing: { items: 160, points: 128 },
    site: { items: 360, points: 328, siteEfficiencyPercent: 71.43 },
  },
  'department rates': { Packing: { itemsPerHour: 75, vsTargetPercent: 66.67 } },
  battle: {
    Packing: { rank: 2, points: 128, sharePercent: 39.02, behindPoints: 72 },
    Picking: { rank: 1, sharePercent: 60.98, behindPoints: 0 },
  },
  'heat map of people': { [ADA]: { '11:00': [0, 0, 1] } },
  'heat map of departments': { Packing: { '11:00': undefined } },
  'date range': {
    [ADA]: { rank: 2, items: 150, points: 120, efficiency: 0.75 },
    [BO]: { rank: 1 },
    site: { items: 360, finishedItems: 160, points: 328, utilizationPercent: 87.5 },
    days: { today: 360 },
  },
  'person, Ada': {
    day: { items: 150, points: 120, finishedItems: 150, idleSeconds: 1800 },
    target: { targetPercent: 48 },
    place: { rank: 2 },
  },
  'person day, Ada': {
    stored: { items: 150, points: 120, activeSeconds: 5400 },
    score: { items: 150, points: 120, activeSeconds: 5400 },
    facts: { activities: 1 },
  },
  'recent activities': { [ADA]: { items: 150 } },
  costs: {
    [ADA]: { activeCents: 1950, idleCents: 650, costPerItemCents: 17.333 },
    site: { finishedItems: 150, costPerFinishedItemCents: 34.667, utilization: 0.875 },
  },
  flow: { Packing: { itemsToday: 160 } },
  summary: {
    [ADA]: { points: 120 },
    departments: { items: 360, points: 328 },
    metrics: { finishedItems: 160, points: 328 },
  },
  'gamification board': { [ADA]: { rank: 2, items: 150, points: 120 }, [BO]: { rank: 1 } },
  'team metrics': {
    site: { items: 360, finishedItems: 160, points: 328 },
    goal: { percent: 25.81 },
    best: { department: 'Picking', points: 200 },
  },
  'team overview': { site: { utilizationPercent: 87.5, efficiencyPercent: 71.43, finishedItems: 160 } },
  'team capacity': { site: { items: 350, usePercent: 71.43 } },
  'team trends': {
    today: { items: 360, points: 328, activeSeconds: 12_600, goalPercent: 25.81, efficiencyPercent: 71.43 },
  },
};

/** Ada clocked out at 13:00, not 12:00: idle from 12:15 to 12:45. */
const punchEdited: Changes = {
  leaderboard: { [ADA]: { itemsPerHour: 100, clockedSeconds: 10_800, activeSeconds: 9000 } },
  'leaderboard badges': { [ADA]: { efficiency: 0.8333 } },
  departments: { Packing: { workedSeconds: 10_800 }, site: { siteEfficiencyPercent: 93.46 } },
  'department rates': { Packing: { itemsPerHour: 100, vsTargetPercent: 122.22 } },
  'heat map of people': { [ADA]: { '12:00': [0, 0, 1] } },
  'date range': { [ADA]: { efficiency: 0.8333 }, site: { utilizationPercent: 90 } },
  'person, Ada': { day: { paidSeconds: 10_800, idleSeconds: 1800 } },
  'person day, Ada': {
    stored: { clockedSeconds: 10_800, activeSeconds: 9000 },
    score: { clockedSeconds: 10_800, activeSeconds: 9000 },
  },
  'clock times': { [ADA]: { clockedSeconds: 10_800 } },
  costs: {
    [ADA]: { labourCents: 3900, activeCents: 3250, idleCents: 650, costPerItemCents: 13 },
    site: { labourCents: 6500, costPerFinishedItemCents: 21.667, utilization: 0.9 },
  },
  'team metrics': { site: { clockedSeconds: 18_000 } },
  'team overview': { site: { utilizationPercent: 90, efficiencyPercent: 93.46 } },
  'team capacity': { site: { workedSeconds: 18_000, capacityItems: 535, usePercent: 93.46 } },
  'team trends': { today: { activeSeconds: 16_200, efficiencyPercent: 93.46 } },
};

/** Ada was never on the clock: what she did counts, her time is that of her windows, and nobody is paid for it. */
const punchDeleted: Changes = {
  leaderboard: { [ADA]: { itemsPerHour: null, clockedSeconds: 0 } },
  'leaderboard badges': { [ADA]: { efficiency: null, badge: 'Team Player' } },
  'live board': { [ADA]: { badge: 'Team Player' } },
  departments: { Packing: { workedSeconds: 0 }, site: { siteEfficiencyPercent: 50 } },
  'department rates': { Packing: { itemsPerHour: null, vsTargetPercent: null } },
  'date range': { [ADA]: { efficiency: null } },
  'person, Ada': { day: { paidSeconds: 0 } },
  'person day, Ada': {
    stored: { clockedSeconds: 0 },
    score: { clockedSeconds: 0 },
    facts: { periods: 0 },
  },
  'clock times': { [ADA]: null },
  costs: {
    [ADA]: { labourCents: 0, activeCents: 0, costPerItemCents: 0 },
    site: { labourCents: 2600, costPerFinishedItemCents: 8.667 },
  },
  summary: { [ADA]: { badge: 'Team Player' } },
  'gamification board': { [ADA]: { badge: 'Team Player' } },
  'team metrics': { site: { clockedSeconds: 7200 } },
  'team overview': { site: { efficiencyPercent: 50 } },
  'team capacity': { site: { workedSeconds: 7200, capacityItems: 400, items: 200, usePercent: 50 } },
  'team trends': { today: { activeSeconds: 7200, efficiencyPercent: 50 } },
};

/** The login is Bo's: half an hour of his work was packing. */
const identityLinked: Changes = {
  leaderboard: { [BO]: { items: 210, points: 208, itemsPerHour: 105 }, site: { unmappedItems: 0 } },
  'live board': { [BO]: { items: 210, points: 208 } },
  departments: {
    Packing: { people: 2, unmappedItems: 0, workedSeconds: 9000 },
    Picking: { workedSeconds: 5400 },
    site: { siteEfficiencyPercent: 123.64 },
  },
  'department rates': {
    Packing: { itemsPerHour: 124, vsTargetPercent: 175.56 },
    Picking: { itemsPerHour: 133.33, vsTargetPercent: -33.33 },
  },
  'heat map of people': { [BO]: { '13:00': [110, 108, 1] } },
  'heat map of departments': { Packing: { '13:00': [10, 8, 1] } },
  'date range': { [BO]: { items: 210, points: 208 }, site: { unmappedItems: 0 } },
  'recent activities': { [BO]: { items: 210 }, [LOGIN]: null },
  costs: { [BO]: { costPerItemCents: 12.381 }, site: { finishedItems: 310, costPerFinishedItemCents: 16.774 } },
  summary: { [BO]: { points: 208 }, counts: { unmappedIdentities: 0 } },
  'gamification board': { [BO]: { items: 210, points: 208 } },
  'team overview': { site: { efficiencyPercent: 123.64 } },
  'team capacity': { site: { capacityItems: 412.5, items: 510, usePercent: 123.64 } },
  'team trends': { today: { efficiencyPercent: 123.64 } },
};

/** Packing counts 0.9 points and is expected to do 75 an hour, from today on: 270 points reach the target of 250. */
const roleVersionSet: Changes = {
  leaderboard: { [ADA]: { points: 270 } },
  'leaderboard badges': { [ADA]: { streak: 1, badge: 'Star Player' } },
  'live board': { [ADA]: { points: 270, nextMilestone: 500, badge: 'Star Player' } },
  departments: { Packing: { points: 279 }, site: { points: 479, siteEfficiencyPercent: 90.91 } },
  'department rates': { Packing: { targetPerHour: 75, vsTargetPercent: 100 } },
  battle: { Packing: { points: 279, sharePercent: 58.25 }, Picking: { sharePercent: 41.75, behindPoints: 79 } },
  'heat map of people': { [ADA]: { '10:00': [150, 135, 1], '11:00': [150, 135, 1] } },
  'heat map of departments': { Packing: { '10:00': [150, 135, 1], '11:00': [150, 135, 1], '13:00': [10, 9, 0] } },
  'date range': { [ADA]: { points: 270 }, site: { points: 479 } },
  'person, Ada': { day: { points: 270 }, target: { targetPercent: 108 }, place: { streak: 1 } },
  'person day, Ada': { stored: { points: 270 }, score: { points: 270 } },
  summary: {
    [ADA]: { points: 270, badge: 'Star Player' },
    departments: { points: 479 },
    metrics: { points: 479 },
  },
  streaks: { [ADA]: { currentStreak: 1 } },
  'gamification board': { [ADA]: { points: 270, badge: 'Star Player' } },
  'team metrics': { site: { points: 479 }, best: { points: 279 } },
  'team overview': { site: { efficiencyPercent: 90.91 } },
  'team capacity': { site: { capacityItems: 550, usePercent: 90.91 } },
  'team trends': { today: { points: 479, efficiencyPercent: 90.91 } },
};

/** Packing no longer finishes anything. */
const notFinishing: Changes = {
  'date range': { site: { finishedItems: 0 } },
  'person, Ada': { day: { finishedItems: 0 } },
  costs: { site: { finishedItems: 0, costPerFinishedItemCents: null } },
  summary: { metrics: { finishedItems: 0 } },
  'team metrics': { site: { finishedItems: 0 }, goal: { percent: 0 } },
  'team overview': { site: { finishedItems: 0 } },
  'team trends': { today: { goalPercent: 0 } },
};

/** Ada is paid 2000 cents an hour, Bo the site's default still. */
const paySet: Changes = {
  costs: {
    [ADA]: { labourCents: 4000, activeCents: 4000, costPerItemCents: 13.333 },
    site: { labourCents: 6600, costPerFinishedItemCents: 22 },
  },
};

/** A month has 25 days: Ada's daily target is 220. */
const targetDaysSet: Changes = {
  'leaderboard badges': { [ADA]: { streak: 1, badge: 'Star Player' } },
  'live board': { [ADA]: { badge: 'Star Player' } },
  'person, Ada': { target: { targetPoints: 220, targetPercent: 109.1 }, place: { streak: 1 } },
  summary: { [ADA]: { badge: 'Star Player' } },
  streaks: { [ADA]: { currentStreak: 1 } },
  'gamification board': { [ADA]: { targetPoints: 220, badge: 'Star Player' }, [BO]: { targetPoints: 880 } },
};

/** Days begin at noon: Ada worked on the day before. */
const dayStartsAtNoon: Changes = {
  leaderboard: { [ADA]: null, [BO]: { rank: 1 } },
  'leaderboard badges': { [ADA]: null },
  'leaderboard of the day before': { [ADA]: { items: 300, points: 240 } },
  'live board': { [ADA]: null, [BO]: { rank: 1 } },
  departments: {
    Packing: { people: 0, items: 10, points: 8, workedSeconds: 0 },
    site: { items: 210, points: 208, siteEfficiencyPercent: 50 },
  },
  'department rates': { Packing: { itemsPerHour: null, vsTargetPercent: null } },
  battle: {
    Packing: { rank: 2, points: 8, sharePercent: 3.85, behindPoints: 192 },
    Picking: { rank: 1, sharePercent: 96.15, behindPoints: 0 },
  },
  'heat map of people': { [ADA]: null },
  'heat map of departments': { Packing: { '10:00': undefined, '11:00': undefined } },
  'date range': { days: { before: 300, today: 210 } },
  'person, Ada': { day: null, target: null, place: { rank: null, people: null } },
  'person day, Ada': {
    stored: null,
    score: { items: 0, points: 0, clockedSeconds: 0, activeSeconds: 0 },
    facts: { state: 'none', periods: 0, activities: 0 },
  },
  'clock times': { [ADA]: null },
  costs: {
    [ADA]: null,
    site: { labourCents: 2600, finishedItems: 0, costPerFinishedItemCents: null },
  },
  flow: { Packing: { itemsToday: 10 } },
  summary: {
    [ADA]: null,
    departments: { items: 210, points: 208 },
    metrics: { finishedItems: 10, points: 208 },
  },
  'team metrics': {
    site: { worked: 1, people: 1, clockedSeconds: 7200, items: 210, finishedItems: 10, points: 208 },
    goal: { percent: 1.61 },
    best: { department: 'Picking', points: 200 },
  },
  'team overview': { site: { efficiencyPercent: 50, finishedItems: 10 } },
  'team capacity': { site: { workedSeconds: 7200, capacityItems: 400, items: 200, usePercent: 50 } },
  'team trends': {
    today: { items: 210, points: 208, activeSeconds: 7200, goalPercent: 1.61, efficiencyPercent: 50 },
  },
};

/** What every kind of edit makes of {@link BEFORE}. */
export const AFTER = {
  'a scan is corrected': scanCorrected,
  'a scan is withdrawn': scanWithdrawn,
  'a punch is edited': punchEdited,
  'a punch is deleted': punchDeleted,
  'a login is linked': identityLinked,
  'a role has other values from today on': roleVersionSet,
  'a role is no longer finishing': notFinishing,
  'a pay rate is set': paySet,
  'the days of a month are changed': targetDaysSet,
  'the start of the day is changed': dayStartsAtNoon,
} satisfies Record<string, Changes>;
export type Kind = keyof typeof AFTER;
