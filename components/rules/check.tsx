type CheckProps = { label: string; isOn: boolean; onChange(isOn: boolean): void };

/** A check box with its label. */
export function Check({ label, isOn, onChange }: CheckProps) {
  return (
    <label className="flex min-h-11 items-center gap-2.5 text-sm lg:min-h-8">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => onChange(target.checked)}
        className="size-4 accent-(--accent)"
      />
      {label}
    </label>
  );
}
