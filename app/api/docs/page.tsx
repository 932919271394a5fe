import type { Metadata } from 'next';
import { BrandMark } from '@/components/layout/brand';
import { getEnv } from '@/lib/platform/env/env';
import { apiDocument } from '../document';
import { OperationCard } from './operation-card';

export const metadata: Metadata = { title: 'API' };

const anchorOf = (tag: string) => tag.toLowerCase().replaceAll(' ', '-');

/** The API for people, drawn from its document. */
export default function ApiDocsPage() {
  const { info, tags, paths } = apiDocument();
  const origin = new URL(getEnv().BASE_URL).origin;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return (
    <main className="mx-auto max-w-4xl px-4 py-8">
      <header className="flex items-center gap-3">
        <BrandMark className="size-9" />
        <h1 className="text-2xl font-semibold tracking-tight">{info.title} API</h1>
      </header>
      <p className="mt-4 max-w-prose text-ink-muted">{info.description.replaceAll('`', '')}</p>
      <p className="mt-3 max-w-prose text-ink-muted">
        An admin of the hub makes keys under{' '}
        <code className="rounded bg-sunken px-1 text-ink">/api/admin/api-keys</code>, and the shell does with{' '}
        <code className="rounded bg-sunken px-1 text-ink">npm run api-key -- create NAME --scope read</code>. Everything
        here is also there for programs:{' '}
        <a className="text-accent underline" href="/api/openapi.json">
          /api/openapi.json
        </a>
        .
      </p>
      <nav aria-label="Parts of the API" className="mt-6 flex flex-wrap gap-2 print:hidden">
        {tags.map(({ name }) => (
          <a
            key={name}
            href={`#${anchorOf(name)}`}
            className="inline-flex min-h-11 items-center rounded-lg border bg-surface px-3 text-sm hover:bg-sunken lg:min-h-9"
          >
            {name}
          </a>
        ))}
      </nav>
      {tags.map(({ name }) => (
        <section key={name} aria-labelledby={anchorOf(name)} className="mt-10">
          <h2 id={anchorOf(name)} className="scroll-mt-4 text-lg font-semibold">
            {name}
          </h2>
          <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3">
            {operations
              .filter(({ operation }) => operation.tags[0] === name)
              .map((one) => (
                <OperationCard key={one.operation.operationId} {...one} origin={origin} />
              ))}
          </div>
        </section>
      ))}
    </main>
  );
}
