/** The mark of the hub: three bars, the middle one ahead. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path d="M8 22.5h4V15H8zM14 22.5h4v-13h-4zM20 22.5h4v-10h-4z" className="fill-accent-ink" />
    </svg>
  );
}
