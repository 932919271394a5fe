'use client';

import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { useLiveFeed } from '@/components/live/live-provider';
import { RequestError, sendJson } from '@/components/query/fetch-json';
import { useEdit } from '@/components/query/use-edit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { formatNumber } from '@/lib/platform/format/number';
import { addDays } from '@/lib/platform/time/business-day';
import { formatSpan } from '@/lib/platform/time/format';

const PRESETS = [7, 30, 90];

type Estimate = { days: number; personDays: number; seconds: number };

/** Which days, in which order and why; the estimate first, then the order. */
export function OrderForm({ onOrdered }: { onOrdered(): void }) {
  const { code } = useSite();
  const { today } = useLiveFeed();
  const [order, setOrder] = useState({
    from: addDays(today, -6),
    to: today,
    direction: 'newest_first',
    reason: '',
  });
  const [known, setKnown] = useState<{ key: string; estimate: Estimate } | null>(null);
  const [isAsking, setAsking] = useState(false);
  const edit = useEdit(onOrdered);
  const key = `${order.from}/${order.to}`;
  const estimate = known?.key === key ? known.estimate : null;
  const address = `/api/admin/recalculations?site=${encodeURIComponent(code)}`;
  const change = (changes: Partial<typeof order>) => {
    edit.clear();
    setOrder((before) => ({ ...before, ...changes }));
  };
  const ask = async () => {
    setAsking(true);
    edit.clear();
    try {
      const reason = order.reason.trim() === '' ? 'estimate' : order.reason;
      const answer = await sendJson('POST', address, { ...order, reason, estimate: true }, () =>
        import('@/lib/domain/recalculation/schema').then((schema) => schema.estimate),
      );
      setKnown({ key, estimate: answer });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      edit.refuse(error);
    } finally {
      setAsking(false);
    }
  };
  const send = async () => {
    const isOrdered = await edit.send(
      () =>
        sendJson('POST', address, order, () =>
          import('@/lib/domain/recalculation/schema').then(({ recalculation }) => recalculation),
        ),
      () => 'Ordered. It begins within a moment.',
    );
    if (!isOrdered) return;
    setKnown(null);
    change({ reason: '' });
  };
  return (
    <Panel
      title="Score days anew"
      note="Out of the stored facts, with the rules of each day. Figures stay until theirs are done."
    >
      <form
        noValidate
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void (estimate === null ? ask() : send());
        }}
      >
        <div className="flex flex-wrap gap-2">
          {PRESETS.map((days) => (
            <Button key={days} onClick={() => change({ from: addDays(today, 1 - days), to: today })}>
              Last {days} days
            </Button>
          ))}
        </div>
        <div className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-[11rem_11rem_12rem_minmax(0,1fr)]">
          <Field label="From" problem={edit.problems.from}>
            {(props) => (
              <Input
                {...props}
                type="date"
                value={order.from}
                onChange={({ target }) => change({ from: target.value })}
              />
            )}
          </Field>
          <Field label="To" problem={edit.problems.to}>
            {(props) => (
              <Input {...props} type="date" value={order.to} onChange={({ target }) => change({ to: target.value })} />
            )}
          </Field>
          <Field label="Order">
            {(props) => (
              <Select {...props} value={order.direction} onChange={({ target }) => change({ direction: target.value })}>
                <option value="newest_first">Newest day first</option>
                <option value="oldest_first">Oldest day first</option>
              </Select>
            )}
          </Field>
          <Field label="Reason" problem={edit.problems.reason}>
            {(props) => (
              <Input
                {...props}
                maxLength={300}
                value={order.reason}
                placeholder="e.g. Scans of the night shift were imported late"
                onChange={({ target }) => change({ reason: target.value })}
              />
            )}
          </Field>
        </div>
        {edit.message !== null && (
          <p role="alert" className="text-sm text-bad">
            {edit.message}
          </p>
        )}
        <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
          {estimate !== null && (
            <p role="status" className="text-sm">
              <b className="font-medium">{formatNumber(estimate.personDays)}</b> person-days on{' '}
              {formatNumber(estimate.days)} {estimate.days === 1 ? 'day' : 'days'}, about{' '}
              <b className="font-medium">{formatSpan(estimate.seconds)}</b>.
            </p>
          )}
          {estimate === null ? (
            <Button variant="primary" type="submit" disabled={isAsking}>
              {isAsking ? 'Estimating' : 'Estimate'}
            </Button>
          ) : (
            <Button variant="primary" type="submit" disabled={edit.isSending}>
              {edit.isSending ? 'Ordering' : 'Recalculate'}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}
