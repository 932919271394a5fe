const BACKGROUNDS = [
  'bg-department-1',
  'bg-department-2',
  'bg-department-3',
  'bg-department-4',
  'bg-department-5',
  'bg-department-6',
  'bg-department-7',
  'bg-department-8',
] as const;

/** The class of a department's colour, 1..8: the same everywhere. */
export function departmentBackground(colour: number): string {
  return BACKGROUNDS[(colour - 1) % BACKGROUNDS.length] ?? BACKGROUNDS[0];
}

/** The same as a CSS value, for charts. */
export function departmentColour(colour: number): string {
  return `var(--department-${((colour - 1) % BACKGROUNDS.length) + 1})`;
}
