'use client';

import { useState } from 'react';
import { MovePreview } from '@/components/mappings/move-preview';
import { PersonChoice } from '@/components/mappings/person-choice';
import type { FoundPerson } from '@/components/mappings/person-search';
import type { useDecide } from '@/components/mappings/use-decide';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { AdminEmployeeAnswer } from '@/lib/domain/employees/admin-schema';
import type { MappingPreview } from '@/lib/domain/identity/schema';

type MergePartProps = {
  detail: AdminEmployeeAnswer;
  decide: ReturnType<typeof useDecide>;
  onMerged(): void;
};

/** Makes this person and another one into one: who stays, and what moves to them. */
export function MergePart({ detail, decide, onMerged }: MergePartProps) {
  const { employee, twins } = detail;
  const { send, busy } = decide;
  const [into, setInto] = useState<FoundPerson | null>(null);
  const preview = useSiteQuery<MappingPreview>({
    path: `/api/admin/employees/${employee.employeeId}/merge`,
    params: { intoId: into?.employeeId },
    schema: () => import('@/lib/domain/identity/schema').then(({ mappingPreview }) => mappingPreview),
    everySeconds: 30,
    isEnabled: into !== null,
  });
  const merge = async () => {
    if (into === null) return;
    const path = `/api/admin/employees/${employee.employeeId}/merge`;
    const body = { intoId: into.employeeId, revision: employee.revision };
    const done = `${employee.name} is merged into ${into.name}`;
    if (await send({ name: 'merge', path, body, done })) onMerged();
  };
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-muted">
        When one and the same person is here twice: all logins of {employee.name} go to the person you choose, with all
        past scans and punches, and {employee.name} is archived. Name, marks and pay of who stays hold.
      </p>
      <PersonChoice
        suggestions={twins}
        found={into}
        chosenId={into?.employeeId ?? null}
        searchRef={null}
        busy={busy !== null}
        empty="Nobody here has a name like this one. Search by name."
        without={[employee.employeeId]}
        onChoose={setInto}
      />
      {into !== null && (
        <>
          <DataPart
            query={preview}
            errorTitle="The preview could not be loaded"
            skeleton={<Skeleton className="h-24 w-full" />}
          >
            {(data) => <MovePreview preview={data} />}
          </DataPart>
          <Button
            variant="primary"
            disabled={busy !== null || into.employeeId === employee.employeeId}
            onClick={() => void merge()}
            className="h-auto justify-self-start py-2 whitespace-normal"
          >
            {busy === 'merge' ? 'Merging' : `Merge ${employee.name} into ${into.name}`}
          </Button>
        </>
      )}
    </div>
  );
}
