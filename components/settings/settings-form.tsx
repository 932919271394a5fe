'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Panel } from '@/components/layout/panel';
import { EffectPanel } from '@/components/previews/effect-panel';
import { usePreview } from '@/components/previews/use-preview';
import { sendJson } from '@/components/query/fetch-json';
import { useEdit } from '@/components/query/use-edit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { NAME_FORMAT_LABELS } from '@/lib/domain/screens/labels';
import { NAME_FORMATS } from '@/lib/domain/screens/rules';
import type { SiteState } from '@/lib/domain/sites/schema';
import { changesOf, draftOf, type SettingsDraft } from './draft';

type TextName = Exclude<keyof SettingsDraft, 'autoLinkEmail'>;

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const NO_CHANGE = '{}';

/** All settings of a site in parts; saved together, once their effect was seen. */
export function SettingsForm({ site, onChanged }: { site: SiteState; onChanged(): void }) {
  const router = useRouter();
  // Only what was typed: the rest follows what somebody else may have saved meanwhile.
  const [typed, setTyped] = useState<Partial<SettingsDraft>>({});
  const draft: SettingsDraft = { ...draftOf(site), ...typed };
  // What was just saved is read again before anything else can be: until then the revision is the one of before.
  const [savedFrom, setSavedFrom] = useState<string | null>(null);
  const isBehind = savedFrom === site.revision;
  const edit = useEdit(onChanged);
  const changes = changesOf(site, draft);
  const query = `?site=${encodeURIComponent(site.code)}`;
  const body = { changes, revision: site.revision };
  const preview = usePreview(`/api/admin/settings/preview${query}`, body, edit.refuse);
  const hasChanges = JSON.stringify(changes) !== NO_CHANGE;
  const change = (values: Partial<SettingsDraft>) => {
    edit.clear();
    setTyped((known) => ({ ...known, ...values }));
  };
  const save = async () => {
    const isSaved = await edit.send(
      () =>
        sendJson('PATCH', `/api/admin/settings${query}`, body, () =>
          import('@/lib/domain/sites/schema').then(({ siteEditAnswer }) => siteEditAnswer),
        ),
      ({ recalculationId }) =>
        recalculationId === null ? 'Saved.' : 'Saved. Days are being scored again, see Recalculate.',
    );
    // Name, zone and currency stand in the frame around every page.
    if (!isSaved) return;
    setSavedFrom(site.revision);
    setTyped({});
    router.refresh();
  };
  const problemOf = (name: string) => edit.problems[`changes.${name}`] ?? edit.problems[`changes.settings.${name}`];
  const text = (name: TextName, label: string, note?: string, input: { type?: string; step?: string } = {}) => (
    <Field label={label} note={note} problem={problemOf(name === 'defaultHourly' ? 'defaultHourlyCents' : name)}>
      {(props) => (
        <Input
          {...props}
          type={input.type ?? 'number'}
          step={input.step ?? (input.type === undefined ? 'any' : undefined)}
          inputMode={input.type === undefined ? 'decimal' : undefined}
          value={draft[name]}
          onChange={({ target }) => change({ [name]: target.value })}
        />
      )}
    </Field>
  );
  const choice = (name: TextName, label: string, options: readonly (readonly [string, string])[], note?: string) => (
    <Field label={label} note={note} problem={problemOf(name)}>
      {(props) => (
        <Select {...props} value={draft[name]} onChange={({ target }) => change({ [name]: target.value })}>
          {options.map(([value, shown]) => (
            <option key={value} value={value}>
              {shown}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
  const grid = 'grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-3';
  return (
    <form
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void (preview.effect === null ? preview.ask() : save());
      }}
    >
      <Panel
        title="Site"
        note="Time zone and start of the day decide which day work belongs to: all days are scored again."
      >
        <div className={grid}>
          {text('name', 'Name', undefined, { type: 'text' })}
          {choice(
            'timeZone',
            'Time zone',
            site.timeZones.map((zone) => [zone, zone]),
          )}
          {text('dayStart', 'The day starts at', 'From 00:00 to 12:00, local time.', { type: 'time' })}
          {choice(
            'weekStart',
            'The week starts on',
            WEEKDAYS.map((day, index) => [String(index + 1), day]),
            'For weeks of awards and boards.',
          )}
          {text('currency', 'Currency', 'Three letters, such as USD.', { type: 'text' })}
        </div>
      </Panel>
      <Panel title="Goals">
        <div className={grid}>
          {text('dailyGoalItems', 'Finished items a day', 'Counts from today on; empty: no goal.')}
          {text('targetDaysPerMonth', 'Work days a month', 'A daily target is the monthly one divided by this.')}
          {text('queueLimit', 'Queue to warn of', 'Items in front of a department.')}
        </div>
      </Panel>
      <Panel title="Rules of punches" note="How open and torn shifts are read: all days are scored again.">
        <div className={grid}>
          {text('maxOpenHours', 'An open shift ends after, hours', 'Counted from the first punch of its run.')}
          {text('minOpenHours', 'But not before, hours', 'After its own punch.')}
          {text('chainGapHours', 'Gap within a night shift, hours', 'A longer one begins a new run.')}
          {text('chainSpanHours', 'A run lasts at most, hours')}
        </div>
      </Panel>
      {site.pay !== undefined && (
        <Panel title="Pay" note="The default counts for whoever has no rate: all days are priced again.">
          <div className={grid}>
            {text('defaultHourly', `Default rate an hour, ${site.currency}`)}
            {text('salaryDaysPerMonth', 'Paid days a month', 'For the hour of a salary.')}
            {text('salaryHoursPerDay', 'Paid hours a day', 'For the hour of a salary.')}
          </div>
        </Panel>
      )}
      <Panel title="Names and logins">
        <div className={grid}>
          {choice(
            'nameFormat',
            'Names on new screens',
            NAME_FORMATS.map((format) => [format, NAME_FORMAT_LABELS[format]]),
            'Each screen can have another one.',
          )}
          <label className="flex min-h-11 items-center gap-2.5 text-sm sm:col-span-2 sm:mt-6">
            <input
              type="checkbox"
              checked={draft.autoLinkEmail}
              onChange={({ target }) => change({ autoLinkEmail: target.checked })}
              className="size-4 accent-(--accent)"
            />
            Link a login of the time clock by itself when its email is that of one person
          </label>
        </div>
      </Panel>
      {edit.message !== null && (
        <p role="alert" className="text-sm text-bad">
          {edit.message}
        </p>
      )}
      {preview.effect !== null && <EffectPanel effect={preview.effect} which="of the site" showsDays />}
      <div className="sticky bottom-16 z-10 flex flex-wrap justify-end gap-2 rounded-xl border bg-surface p-3 shadow-card lg:bottom-3">
        {hasChanges && (
          <Button variant="ghost" onClick={() => setTyped({})}>
            Undo changes
          </Button>
        )}
        {preview.effect === null ? (
          <Button variant="primary" type="submit" disabled={!hasChanges || isBehind || preview.isAsking}>
            {preview.isAsking ? 'Scoring both ways' : 'Show the effect'}
          </Button>
        ) : (
          <Button variant="primary" type="submit" disabled={edit.isSending || !hasChanges}>
            {edit.isSending ? 'Saving' : 'Save'}
          </Button>
        )}
      </div>
    </form>
  );
}
