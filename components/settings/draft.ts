import type { SiteChanges, SiteState } from '@/lib/domain/sites/schema';

/** Settings as they are typed. */
export type SettingsDraft = Record<
  | 'name'
  | 'timeZone'
  | 'dayStart'
  | 'weekStart'
  | 'currency'
  | 'dailyGoalItems'
  | 'maxOpenHours'
  | 'minOpenHours'
  | 'chainGapHours'
  | 'chainSpanHours'
  | 'targetDaysPerMonth'
  | 'queueLimit'
  | 'nameFormat'
  | 'defaultHourly'
  | 'salaryDaysPerMonth'
  | 'salaryHoursPerDay',
  string
> & { autoLinkEmail: boolean };

export function draftOf(site: SiteState): SettingsDraft {
  const { settings, pay } = site;
  return {
    name: site.name,
    timeZone: site.timeZone,
    dayStart: site.dayStart,
    weekStart: String(site.weekStart),
    currency: site.currency,
    dailyGoalItems: site.dailyGoalItems === null ? '' : String(site.dailyGoalItems),
    maxOpenHours: String(settings.maxOpenHours),
    minOpenHours: String(settings.minOpenHours),
    chainGapHours: String(settings.chainGapHours),
    chainSpanHours: String(settings.chainSpanHours),
    targetDaysPerMonth: String(settings.targetDaysPerMonth),
    queueLimit: String(settings.queueLimit),
    nameFormat: settings.nameFormat,
    autoLinkEmail: settings.autoLinkEmail,
    defaultHourly: pay === undefined ? '' : (pay.defaultHourlyCents / 100).toFixed(2),
    salaryDaysPerMonth: pay === undefined ? '' : String(pay.salaryDaysPerMonth),
    salaryHoursPerDay: pay === undefined ? '' : String(pay.salaryHoursPerDay),
  };
}

/** Only what was changed, as the server takes it; what is no number goes out as none, and the server says so. */
export function changesOf(site: SiteState, draft: SettingsDraft): SiteChanges {
  const before = draftOf(site);
  const isChanged = (name: keyof SettingsDraft) => draft[name] !== before[name];
  const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  const values: Record<string, unknown> = {};
  const settings: Record<string, unknown> = {};
  for (const name of ['name', 'timeZone', 'dayStart', 'currency'] as const) {
    if (isChanged(name)) values[name] = draft[name];
  }
  if (isChanged('weekStart')) values.weekStart = numberOf(draft.weekStart);
  if (isChanged('dailyGoalItems')) {
    values.dailyGoalItems = draft.dailyGoalItems.trim() === '' ? null : numberOf(draft.dailyGoalItems);
  }
  if (isChanged('defaultHourly')) values.defaultHourlyCents = Math.round(numberOf(draft.defaultHourly) * 100);
  for (const name of NUMBERS) if (isChanged(name)) settings[name] = numberOf(draft[name]);
  if (isChanged('nameFormat')) settings.nameFormat = draft.nameFormat;
  if (isChanged('autoLinkEmail')) settings.autoLinkEmail = draft.autoLinkEmail;
  return Object.keys(settings).length === 0 ? values : { ...values, settings };
}

const NUMBERS = [
  'maxOpenHours',
  'minOpenHours',
  'chainGapHours',
  'chainSpanHours',
  'targetDaysPerMonth',
  'queueLimit',
  'salaryDaysPerMonth',
  'salaryHoursPerDay',
] as const;
