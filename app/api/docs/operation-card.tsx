import { cn } from '@/components/ui/class-names';
import type { ApiResponse, Operation, Parameter } from '@/lib/platform/openapi/document';
import { curlOf } from '@/lib/platform/openapi/example';
import { limitsOf, outlineOf } from '@/lib/platform/openapi/outline';

type OperationCardProps = { path: string; method: string; operation: Operation; origin: string };

/** One method of one address: folded to a line, open with all there is to know. */
export function OperationCard({ path, method, operation, origin }: OperationCardProps) {
  const body = operation.requestBody?.content['application/json']?.schema;
  return (
    <details className="rounded-xl border bg-surface shadow-card" id={operation.operationId}>
      <summary className="grid min-h-11 gap-x-3 gap-y-1 px-4 py-3 sm:grid-cols-[4rem_1fr]">
        <span
          className={cn('font-mono text-sm font-semibold uppercase', method === 'get' ? 'text-good' : 'text-accent')}
        >
          {method}
        </span>
        <span className="min-w-0">
          <code className="text-sm font-medium break-all">{path}</code>
          <span className="block text-sm text-ink-muted">{operation.summary}</span>
        </span>
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 border-t px-4 py-4">
        <p className="text-sm text-ink-muted">{operation.description}</p>
        {operation.parameters.length > 0 && <Parameters parameters={operation.parameters} />}
        {body !== undefined && <Shape title="Body" text={outlineOf(body)} />}
        <Shape title="Example" text={curlOf(method, path, operation, origin)} />
        {Object.entries(operation.responses).map(([status, response]) => (
          <Answer key={status} status={status} response={response} />
        ))}
        <p className="text-sm text-ink-muted">
          Errors:{' '}
          {Object.entries(operation.responses)
            .filter(([, response]) => '$ref' in response)
            .map(([status]) => status)
            .join(', ')}
        </p>
      </div>
    </details>
  );
}

function Parameters({ parameters }: { parameters: Parameter[] }) {
  return (
    <table className="w-full text-left text-sm">
      <caption className="pb-1 text-left font-semibold">Parameters</caption>
      <tbody>
        {parameters.map(({ name, in: place, required, schema, description }) => (
          <tr key={name} className="border-t align-top">
            <th scope="row" className="py-1.5 pr-4 font-mono font-medium">
              {name}
            </th>
            <td className="py-1.5 pr-4 text-ink-muted">
              {place}
              {required && ', required'}
            </td>
            <td className="py-1.5 wrap-anywhere">
              {limitsOf(schema)}
              {description !== undefined && <span className="block text-ink-muted">{description}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Answer({ status, response }: { status: string; response: ApiResponse }) {
  if ('$ref' in response || response.content === undefined) return null;
  return Object.entries(response.content).map(([type, { schema }]) => (
    <Shape key={type} title={`Answer ${status}, ${type.split(';')[0]}`} text={outlineOf(schema)} />
  ));
}

function Shape({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <h3 className="text-sm font-semibold">{title}</h3>
      <pre className="mt-1 rounded-lg bg-sunken p-3 font-mono text-xs leading-relaxed wrap-anywhere whitespace-pre-wrap">
        {text}
      </pre>
    </div>
  );
}
