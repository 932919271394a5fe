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
import { RoleTypeField } from './role-type-field';

type Draft = Pick<ListedDepartment, 'departmentName' | 'roleName' | 'roleType' | 'isFinishing' | 'isActive'> & {
  /** As typed. */
  flowOrder: string;
};

const answerSchema = () => import('@/lib/domain/roles/schema').then(({ roleEditAnswer }) => roleEditAnswer);

/** What holds for all days of a department; where scores depend on it, saving orders a recalculation. */
export function DepartmentForm({ department, onChanged }: { department: ListedDepartment; onChanged(): void }) {
  const site = `?site=${encodeURIComponent(useSite().code)}`;
  // Only what was typed: the rest follows what somebody else may have saved meanwhile.
  const [typed, setTyped] = useState<Partial<Draft>>({});
  const draft: Draft = { ...department, flowOrder: String(department.flowOrder), ...typed };
  const edit = useEdit(onChanged);
  const change = (changes: Partial<Draft>) => {
    edit.clear();
    setTyped((known) => ({ ...known, ...changes }));
  };
  const changes = changesOf(department, draft);
  const hasChanges = Object.keys(changes).length > 0;
  const { revision } = department;
  const address = `/api/admin/departments/${department.id}`;
  const preview = usePreview(`${address}/preview${site}`, { kind: 'changes', changes, revision }, edit.refuse);
  const save = () =>
    edit.send(
      () => sendJson('PATCH', `${address}${site}`, { changes, revision }, answerSchema),
      ({ recalculationId }) =>
        recalculationId === null ? 'Saved.' : 'Saved. Its days are being scored again, see Recalculate.',
    );
  return (
    <form
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void (preview.effect === null ? preview.ask() : save());
      }}
    >
      <p className="text-sm text-ink-muted">
        Scans arrive as <b className="font-medium text-ink">{department.activityType}</b>. Names and whether it is
        active change no score; an inactive department still scores its scans.
      </p>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Field label="Department" problem={edit.problems['changes.departmentName']}>
          {(props) => (
            <Input
              {...props}
              maxLength={80}
              value={draft.departmentName}
              onChange={({ target }) => change({ departmentName: target.value })}
            />
          )}
        </Field>
        <Field label="Role" problem={edit.problems['changes.roleName']}>
          {(props) => (
            <Input
              {...props}
              maxLength={80}
              value={draft.roleName}
              onChange={({ target }) => change({ roleName: target.value })}
            />
          )}
        </Field>
        <RoleTypeField value={draft.roleType} onChange={(roleType) => change({ roleType })} />
        <Field label="Place in the flow" note="Lower comes first." problem={edit.problems['changes.flowOrder']}>
          {(props) => (
            <Input
              {...props}
              type="number"
              min={0}
              value={draft.flowOrder}
              onChange={({ target }) => change({ flowOrder: target.value })}
            />
          )}
        </Field>
      </div>
      <div className="grid gap-1 sm:grid-cols-2">
        <Check
          label="Its items are finished items"
          isOn={draft.isFinishing}
          onChange={(isFinishing) => change({ isFinishing })}
        />
        <Check label="Active" isOn={draft.isActive} onChange={(isActive) => change({ isActive })} />
      </div>
      {edit.message !== null && (
        <p role="alert" className="text-sm text-bad">
          {edit.message}
        </p>
      )}
      {preview.effect !== null && (
        <EffectPanel effect={preview.effect} which={`with work in ${department.departmentName}`} />
      )}
      <div className="flex justify-end">
        {preview.effect === null ? (
          <Button variant="primary" type="submit" disabled={!hasChanges || preview.isAsking}>
            {preview.isAsking ? 'Scoring both ways' : 'Show the effect'}
          </Button>
        ) : (
          <Button variant="primary" type="submit" disabled={edit.isSending}>
            {edit.isSending ? 'Saving' : 'Save for all days'}
          </Button>
        )}
      </div>
    </form>
  );
}

/** What differs from what is there. */
function changesOf(department: ListedDepartment, { flowOrder, ...draft }: Draft) {
  const typed = { ...draft, flowOrder: flowOrder.trim() === '' ? null : Number(flowOrder) };
  const { departmentName, roleName, roleType, isFinishing, isActive } = typed;
  const wanted = { departmentName, roleName, roleType, isFinishing, isActive, flowOrder: typed.flowOrder };
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => value !== Reflect.get(department, name)));
}
