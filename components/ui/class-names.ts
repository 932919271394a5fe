import { type ClassValue, clsx } from 'clsx';
import { createTailwindMerge } from 'tailwind-merge';
import { CLASS_GROUPS, OVERRULED } from './class-groups';

const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: CLASS_GROUPS,
  conflictingClassGroups: OVERRULED,
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ['*', '**', 'after', 'before', 'placeholder', 'file', 'marker', 'selection'],
}));

/** Joins class names; of two that say the same thing the last one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
