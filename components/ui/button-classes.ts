import { cn } from './class-names';

const BASE =
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-lg text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0';
const VARIANTS = {
  primary: 'bg-accent text-accent-ink hover:bg-accent/90',
  outline: 'border border-line bg-surface text-ink hover:bg-sunken',
  ghost: 'text-ink hover:bg-sunken',
} as const;
const SIZES = {
  default: 'min-h-11 px-4 lg:min-h-9 lg:px-3.5',
  large: 'min-h-11 px-5 text-[0.9375rem]',
  icon: 'size-11 lg:size-9',
} as const;

export type ButtonLook = {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
  className?: string;
};

/** How a button looks; for links that look like one. */
export function buttonClasses({ variant = 'outline', size = 'default', className }: ButtonLook = {}): string {
  return cn(BASE, VARIANTS[variant], SIZES[size], className);
}
