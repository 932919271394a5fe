import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

/** Sizes of our own, which would be taken for colours. */
const merge = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['tv-xs', 'tv-s', 'tv-m', 'tv-l', 'tv-xl', 'tv-large', 'tv-huge', 'tv-giant'] }] } },
});

/** Joins class names; of two that say the same thing the last one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
