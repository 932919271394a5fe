import { BrandMark } from '@/components/layout/brand';
import { buttonClasses } from '@/components/ui/button-classes';

type PageProblemProps = { title: string; message: string; reference?: string; onRetry?(): void };

/** A page that cannot be shown at all. */
export function PageProblem({ title, message, reference, onRetry }: PageProblemProps) {
  return (
    <main className="grid min-h-[80dvh] place-items-center px-4 py-16">
      <div className="grid max-w-md justify-items-center gap-3 text-center">
        <BrandMark className="mb-3 size-10" />
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="text-ink-muted">{message}</p>
        {reference !== undefined && <p className="text-sm text-ink-muted">Reference: {reference}</p>}
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          {onRetry !== undefined && (
            <button type="button" onClick={onRetry} className={buttonClasses({ variant: 'primary' })}>
              Try again
            </button>
          )}
          <a className={buttonClasses()} href="/">
            Go to the first page
          </a>
        </div>
      </div>
    </main>
  );
}
