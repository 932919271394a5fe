'use client';

import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { EffectPanel } from '@/components/previews/effect-panel';
import { usePreview } from '@/components/previews/use-preview';
import { sendJson } from '@/components/query/fetch-json';
import { useEdit } from '@/components/query/use-edit';
import { Button } from '@/components/ui/button';
import { Check } from '@/components/ui/check';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ListedDepartment } from '@/lib/domain/roles/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { NO_REVISION } from '@/lib/platform/revision/no-revision';
import type { IsoDay } from '@/lib/platform/time/instant';
import { currentVersion } from './department-columns';
import { type TypedValues, typedValues, valuesOf } from './typed-values';
import { VersionList } from './version-list';

type DatedValuesProps = { department: ListedDepartment; today: IsoDay; onChanged(): void };
type Draft = TypedValues & { validFrom: string };

const answerSchema = () => import('@/lib/domain/roles/schema').then(({ versionAnswer }) => versionAnswer);

/** Values that count from a day on: set, looked at in their effect, then saved; and the list of all of them. */
export function DatedValues({ department, today, onChanged }: DatedValuesProps) {
  const site = `?site=${encodeURIComponent(useSite().code)}`;
  const [draft, setDraft] = useState<Draft>(() => ({ ...typedValues(currentVersion(department)), validFrom: today }));
  const [isAsIfAlways, setAsIfAlways] = useState(false);
  const [removing, setRemoving] = useState<IsoDay | null>(null);
  const edit = useEdit(onChanged);
  const validFrom = removing ?? draft.validFrom;
  const revision = department.versions.find((one) => one.validFrom === validFrom)?.revision ?? NO_REVISION;
  const values = valuesOf(draft);
  const order =
    removing === null
      ? { kind: 'set', validFrom, values, revision, isAsIfAlways }
      : { kind: 'remove', validFrom, revision };
  const address = `/api/admin/departments/${department.id}`;
  const preview = usePreview(`${address}/preview${site}`, order, edit.refuse);
  const save = () =>
    edit.send(
      () =>
        removing === null
          ? sendJson('PUT', `${address}/versions/${validFrom}${site}`, { values, revision }, answerSchema)
          : sendJson('DELETE', `${address}/versions/${validFrom}${site}`, { revision }, answerSchema),
      ({ requested }) =>
        `Saved. ${formatNumber(requested)} person-${requested === 1 ? 'day is' : 'days are'} scored again.`,
    );
  const change = (changes: Partial<Draft>) => {
    edit.clear();
    setRemoving(null);
    setDraft((known) => ({ ...known, ...changes }));
  };
  const field = (name: keyof Draft, label: string, step: string, note?: string) => (
    <Field label={label} note={note} problem={edit.problems[name === 'validFrom' ? name : `values.${name}`]}>
      {(props) => (
        <Input
          {...props}
          type={name === 'validFrom' ? 'date' : 'number'}
          inputMode={name === 'validFrom' ? undefined : 'decimal'}
          min={name === 'validFrom' ? undefined : 0}
          step={step}
          value={draft[name]}
          onChange={({ target }) => change({ [name]: target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <VersionList
        versions={department.versions}
        onEdit={(version) => change({ ...typedValues(version), validFrom: version.validFrom })}
        onRemove={(day) => {
          edit.clear();
          setRemoving(day);
        }}
      />
      <form
        noValidate
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        onSubmit={async (event) => {
          event.preventDefault();
          if (preview.effect === null) await preview.ask();
          else if (await save()) setRemoving(null);
        }}
      >
        {removing === null ? (
          <div className="grid items-start gap-3 sm:grid-cols-3">
            {field('validFrom', 'Valid from', '1', 'That day and later ones.')}
            {field('multiplier', 'Points an item', '0.001', 'The multiplier.')}
            {field('expectedPerHour', 'Expected items an hour', '0.001')}
            {field(
              'idleThresholdMinutes',
              'Idle after, minutes',
              '1',
              department.roleType === 'batch' ? 'Batches follow the expected pace instead.' : undefined,
            )}
            {field('monthlyTargetPoints', 'Target, points a month', '0.01', 'Empty: no target.')}
          </div>
        ) : (
          <p>
            Take the values from <b>{removing}</b> away: their days get the values before, else the next ones.{' '}
            <Button variant="ghost" onClick={() => setRemoving(null)}>
              Keep them
            </Button>
          </p>
        )}
        {removing === null && (
          <Check
            label="Show the effect as if the values had counted on all of the 30 days"
            isOn={isAsIfAlways}
            onChange={setAsIfAlways}
          />
        )}
        {edit.message !== null && (
          <p role="alert" className="text-sm text-bad">
            {edit.message}
          </p>
        )}
        {preview.effect !== null && (
          <EffectPanel effect={preview.effect} which={`with work in ${department.departmentName}`} />
        )}
        <div className="flex flex-wrap items-center justify-end gap-2">
          {preview.effect === null ? (
            <Button variant="primary" type="submit" disabled={preview.isAsking}>
              {preview.isAsking ? 'Scoring both ways' : 'Show the effect'}
            </Button>
          ) : (
            <Button variant="primary" type="submit" disabled={edit.isSending}>
              {edit.isSending ? 'Saving' : removing === null ? `Save from ${validFrom}` : 'Take away'}
            </Button>
          )}
        </div>
      </form>
    </div>
  );
}
