import { type ReactNode, useId } from 'react';

type CheckProps = {
  label: ReactNode;
  /** What it means, small. */
  note?: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange(isOn: boolean): void;
};

/** A box to tick. */
export function Check({ label, note, isOn, isDisabled = false, onChange }: CheckProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5 text-sm">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={({ target }) => onChange(target.checked)}
        className="mt-3 size-5 shrink-0 accent-accent lg:mt-2"
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="flex min-h-11 items-center lg:min-h-9">
          {label}
        </label>
        {note !== undefined && (
          <p id={`${id}-note`} className="-mt-1.5 text-ink-muted lg:-mt-1">
            {note}
          </p>
        )}
      </div>
    </div>
  );
}
