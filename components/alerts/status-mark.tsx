import { STATUS_LABELS } from '@/lib/domain/alerts/prepare-view';
import type { Alert } from '@/lib/domain/alerts/schema';

/** Where it stands, and with whom. */
export function StatusMark({ alert }: { alert: Alert }) {
  const who = {
    open: null,
    acknowledged: alert.acknowledgedBy,
    assigned: alert.assignedTo,
    resolved: alert.resolvedBy === 'system' ? 'by itself' : alert.resolvedBy,
  }[alert.status];
  return (
    <span className="inline-flex items-center rounded-full border px-2.5 py-0.5 text-xs whitespace-nowrap">
      {STATUS_LABELS[alert.status]}
      {who !== null && <span className="text-ink-muted">: {who}</span>}
    </span>
  );
}
