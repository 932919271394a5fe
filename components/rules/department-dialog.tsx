'use client';

import { useState } from 'react';
import { DepartmentName } from '@/components/departments/department-name';
import { Segmented } from '@/components/layout/segmented';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import type { ListedDepartment } from '@/lib/domain/roles/schema';
import type { IsoDay } from '@/lib/platform/time/instant';
import { DatedValues } from './dated-values';
import { DepartmentForm } from './department-form';
import { DepartmentHistory } from './department-history';

type DepartmentDialogProps = {
  department: ListedDepartment;
  today: IsoDay;
  onChanged(): void;
  onClose(): void;
};

type Part = 'dated' | 'undated' | 'history';
const PARTS: readonly { value: Part; label: string }[] = [
  { value: 'dated', label: 'Dated values' },
  { value: 'undated', label: 'For all days' },
  { value: 'history', label: 'History' },
];

/** One department: its dated values, what holds for all days, and who changed what. */
export default function DepartmentDialog({ department, today, onChanged, onClose }: DepartmentDialogProps) {
  const [part, setPart] = useState<Part>('dated');
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent aria-describedby={undefined} className="max-w-3xl grid-cols-[minmax(0,1fr)] max-sm:p-4">
        <DialogTitle>
          <DepartmentName department={department.departmentName} colour={department.colour} />
        </DialogTitle>
        <Segmented<Part> label="What to show" options={PARTS} value={part} onChange={setPart} />
        {part === 'dated' && <DatedValues department={department} today={today} onChanged={onChanged} />}
        {part === 'undated' && <DepartmentForm department={department} onChanged={onChanged} />}
        {part === 'history' && <DepartmentHistory departmentId={department.id} />}
      </DialogContent>
    </Dialog>
  );
}
