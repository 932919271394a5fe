'use client';

import type { useDecide } from '@/components/mappings/use-decide';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { NOBODY, PersonForm } from './person-form';

type NewEmployeeDialogProps = { decide: ReturnType<typeof useDecide>; onClose(): void };

/** Adds a person; logins are linked under Mappings, or by the same email. */
export default function NewEmployeeDialog({ decide, onClose }: NewEmployeeDialogProps) {
  const { send, busy, problem } = decide;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent aria-describedby={undefined} className="max-w-xl">
        <DialogTitle>Add a person</DialogTitle>
        <PersonForm
          first={NOBODY}
          label="Add"
          busy={busy === 'add'}
          problem={problem}
          onSave={async (values) => {
            const done = `${values.name.trim()} is added`;
            const isDone = await send({ name: 'add', path: '/api/admin/employees', body: values, done });
            if (isDone) onClose();
            return isDone;
          }}
        />
      </DialogContent>
    </Dialog>
  );
}
