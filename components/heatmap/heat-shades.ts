/** The shades of the scale from 0 up: mixtures of accent and surface, so that they hold in every theme. */
export const SHADES = [
  'bg-surface text-ink-muted ring-1 ring-line ring-inset',
  'bg-accent/8',
  'bg-accent/20',
  'bg-accent/36',
  'bg-accent/55',
  'bg-accent text-accent-ink',
] as const;

/** No one there: hatched, which no value is. */
export const NO_ONE =
  'bg-[repeating-linear-gradient(135deg,color-mix(in_oklab,var(--line)_75%,transparent)_0_1px,transparent_1px_7px)]';

export function shadeOf(level: number): string {
  return SHADES[level] ?? SHADES[0];
}
