'use client';

import { PageProblem } from '@/components/state/page-problem';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset(): void }) {
  return (
    <PageProblem
      title="This page could not be loaded"
      message="Something on the server did not answer. Your data is safe; try again in a moment."
      reference={error.digest}
      onRetry={reset}
    />
  );
}
