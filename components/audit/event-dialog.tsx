'use client';

import Link from 'next/link';
import { useHref, useSite } from '@/components/layout/hub-context';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { actionLabel, entityLabel, fieldLabel } from '@/lib/domain/audit/rules';
import type { AuditEvent } from '@/lib/domain/audit/schema';
import { formatClockSeconds, formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { valueText } from './value-text';

type EventDialogProps = { event: AuditEvent; onHistory(): void; onClose(): void };

/** Everything about one change: who, when, and each field before and after. */
export default function EventDialog({ event, onHistory, onClose }: EventDialogProps) {
  const { timeZone } = useSite();
  const href = useHref();
  const at = fromIsoInstant(event.at);
  const thing = event.entityName ?? event.entityId;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent aria-describedby={undefined} className="max-w-2xl gap-5">
        <DialogTitle>
          {entityLabel(event.entity)}: {actionLabel(event.action).toLowerCase()}
        </DialogTitle>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5 text-sm">
          <dt className="text-ink-muted">When</dt>
          <dd>
            {formatMoment(at, timeZone)} ({formatClockSeconds(at, timeZone)})
          </dd>
          <dt className="text-ink-muted">Who</dt>
          <dd className="break-words">{event.actor.name}</dd>
          <dt className="text-ink-muted">About</dt>
          <dd className="break-words">
            {event.entity === 'employee' && !event.isOfHub ? (
              <Link href={href(`/employees/${event.entityId}`)} className="underline underline-offset-4">
                {thing}
              </Link>
            ) : (
              thing
            )}
          </dd>
          <dt className="text-ink-muted">Kept as</dt>
          <dd className="font-mono text-xs leading-5 break-all">
            {event.action} {event.entity}/{event.entityId}
          </dd>
          {event.ip !== null && (
            <>
              <dt className="text-ink-muted">Address</dt>
              <dd>{event.ip}</dd>
            </>
          )}
        </dl>
        {event.changes.length === 0 ? (
          <p className="text-sm text-ink-muted">That it was done is all there is to say: no field has changed.</p>
        ) : (
          <div className="overflow-x-auto rounded-lg border">
            <table aria-label="Changed fields" className="w-full text-sm">
              <thead>
                <tr className="border-b text-left text-ink-muted">
                  <th scope="col" className="px-3 py-2 font-normal">
                    Field
                  </th>
                  <th scope="col" className="px-3 py-2 font-normal">
                    Before
                  </th>
                  <th scope="col" className="px-3 py-2 font-normal">
                    After
                  </th>
                </tr>
              </thead>
              <tbody>
                {event.changes.map((change) => (
                  <tr key={change.field} className="border-b align-top last:border-b-0">
                    <th scope="row" className="px-3 py-2 text-left font-medium">
                      {fieldLabel(change.field)}
                    </th>
                    {change.isHidden ? (
                      <td colSpan={2} className="px-3 py-2 text-ink-muted">
                        Tells of pay, which needs the pay right.
                      </td>
                    ) : (
                      <>
                        <td className="max-w-64 px-3 py-2 break-words text-ink-muted">{valueText(change.before)}</td>
                        <td className="max-w-64 px-3 py-2 break-words">{valueText(change.after)}</td>
                      </>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Button onClick={onHistory} className="justify-self-start">
          All changes of this {entityLabel(event.entity).toLowerCase()}
        </Button>
      </DialogContent>
    </Dialog>
  );
}
