'use client';

import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { sendJson } from '@/components/query/fetch-json';
import { useEdit } from '@/components/query/use-edit';
import { Button } from '@/components/ui/button';
import { Check } from '@/components/ui/check';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ListedDepartment, RoleVersionValues } from '@/lib/domain/roles/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { RoleTypeField } from './role-type-field';
import { numberOf, type TypedValues, valuesOf } from './typed-values';

type NewDepartmentDialogProps = {
  departments: readonly ListedDepartment[];
  /** What its scans arrive as, when it is made for scans that wait. */
  activityType: string;
  onChanged(): void;
  onClose(): void;
};

type Draft = TypedValues & {
  departmentName: string;
  roleName: string;
  activityType: string;
  roleType: 'batch' | 'continuous';
  flowOrder: string;
  isFinishing: boolean;
};

const answerSchema = () => import('@/lib/domain/roles/schema').then(({ newRoleAnswer }) => newRoleAnswer);
const VALUES: readonly { name: keyof RoleVersionValues; label: string; step: string; note?: string }[] = [
  { name: 'multiplier', label: 'Points an item', step: '0.001', note: 'The multiplier.' },
  { name: 'expectedPerHour', label: 'Expected items an hour', step: '0.001' },
  { name: 'idleThresholdMinutes', label: 'Idle after, minutes', step: '1' },
  { name: 'monthlyTargetPoints', label: 'Target, points a month', step: '0.01', note: 'Empty: no target.' },
];

/** Creates a department; scans of its kind that waited for one become its work. */
export default function NewDepartmentDialog(props: NewDepartmentDialogProps) {
  const { departments, activityType, onChanged, onClose } = props;
  const site = `?site=${encodeURIComponent(useSite().code)}`;
  const [draft, setDraft] = useState<Draft>(() => ({
    departmentName: '',
    roleName: '',
    activityType,
    roleType: 'batch',
    flowOrder: String(Math.max(0, ...departments.map(({ flowOrder }) => flowOrder)) + 1),
    isFinishing: false,
    multiplier: '1',
    expectedPerHour: '',
    idleThresholdMinutes: '15',
    monthlyTargetPoints: '',
  }));
  const edit = useEdit(onChanged);
  const change = (changes: Partial<Draft>) => {
    edit.clear();
    setDraft((known) => ({ ...known, ...changes }));
  };
  const save = () => {
    const { departmentName, roleName, roleType, isFinishing } = draft;
    const body = { departmentName, roleName, activityType: draft.activityType, roleType, isFinishing };
    return edit.send(
      () =>
        sendJson(
          'POST',
          `/api/admin/departments${site}`,
          { ...body, flowOrder: numberOf(draft.flowOrder), values: valuesOf(draft) },
          answerSchema,
        ),
      ({ windows }) =>
        windows === 0
          ? `${departmentName.trim()} is there.`
          : `${departmentName.trim()} is there. ${formatNumber(windows)} waiting ${windows === 1 ? 'scan counts' : 'scans count'} now.`,
    );
  };
  const text = (name: 'departmentName' | 'roleName' | 'activityType', label: string, note?: string) => (
    <Field label={label} note={note} problem={edit.problems[name]}>
      {(field) => (
        <Input
          {...field}
          maxLength={name === 'activityType' ? 64 : 80}
          value={draft[name]}
          onChange={({ target }) => change({ [name]: target.value })}
        />
      )}
    </Field>
  );
  const number = (name: keyof TypedValues | 'flowOrder', label: string, step: string, note?: string) => (
    <Field label={label} note={note} problem={edit.problems[name === 'flowOrder' ? name : `values.${name}`]}>
      {(field) => (
        <Input
          {...field}
          type="number"
          inputMode="decimal"
          min={0}
          step={step}
          value={draft[name]}
          onChange={({ target }) => change({ [name]: target.value })}
        />
      )}
    </Field>
  );
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent aria-describedby={undefined} className="max-w-2xl grid-cols-[minmax(0,1fr)] max-sm:p-4">
        <DialogTitle>New department</DialogTitle>
        <form
          noValidate
          className="grid grid-cols-[minmax(0,1fr)] gap-4"
          onSubmit={async (event) => {
            event.preventDefault();
            if (await save()) onClose();
          }}
        >
          <div className="grid items-start gap-3 sm:grid-cols-2">
            {text('departmentName', 'Department')}
            {text('roleName', 'Role', 'What somebody is who works there.')}
            {text('activityType', 'Scans arrive as', 'The activity type of its scans, letter by letter.')}
            <RoleTypeField value={draft.roleType} onChange={(roleType) => change({ roleType })} />
            {number('flowOrder', 'Place in the flow', '1', 'Lower comes first.')}
            {VALUES.map(({ name, label, step, note }) => (
              <div key={name}>{number(name, label, step, note)}</div>
            ))}
          </div>
          <Check
            label="Its items are finished items"
            isOn={draft.isFinishing}
            onChange={(isFinishing) => change({ isFinishing })}
          />
          {edit.message !== null && (
            <p role="alert" className="text-sm text-bad">
              {edit.message}
            </p>
          )}
          <div className="flex justify-end">
            <Button variant="primary" type="submit" disabled={edit.isSending}>
              {edit.isSending ? 'Creating' : 'Create the department'}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
