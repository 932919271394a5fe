import { CloudAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';

type ErrorStateProps = {
  /** What failed. */
  title: string;
  /** Why, and what to do. */
  message: string;
  isRetrying?: boolean;
  onRetry(): void;
};

export function ErrorState({ title, message, isRetrying = false, onRetry }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className="grid justify-items-center gap-3 rounded-xl border bg-surface px-6 py-14 text-center shadow-card"
    >
      <CloudAlert className="size-9 text-bad" strokeWidth={1.5} aria-hidden />
      <h2 className="text-lg font-semibold">{title}</h2>
      <p className="max-w-md text-ink-muted">{message}</p>
      <Button variant="primary" onClick={onRetry} disabled={isRetrying} className="mt-2">
        {isRetrying ? 'Trying again' : 'Try again'}
      </Button>
    </div>
  );
}
