import { type ReactNode, useId } from 'react';

type FieldProps = {
  label: string;
  /** What it means, small. */
  note?: ReactNode;
  /** What is wrong with it. */
  problem?: string;
  children(props: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }): ReactNode;
};

/** A control with its label, and what is wrong with it below. */
export function Field({ label, note, problem, children }: FieldProps) {
  const id = useId();
  const describedBy = problem !== undefined || note !== undefined ? `${id}-note` : undefined;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': problem === undefined ? undefined : true })}
      {describedBy !== undefined && (
        <p id={describedBy} role={problem === undefined ? undefined : 'alert'} className={problem === undefined ? 'text-sm text-ink-muted' : 'text-sm text-bad'}>
          {problem ?? note}
        </p>
      )}
    </div>
  );
}
