import { cva, type VariantProps } from 'class-variance-authority';
import { cn } from './class-names';

const buttonVariants = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-lg text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-accent-ink hover:bg-accent/90',
        outline: 'border border-line bg-surface text-ink hover:bg-sunken',
        ghost: 'text-ink hover:bg-sunken',
      },
      size: {
        default: 'min-h-11 px-4 lg:min-h-9 lg:px-3.5',
        large: 'min-h-11 px-5 text-[0.9375rem]',
        icon: 'size-11 lg:size-9',
      },
    },
    defaultVariants: { variant: 'outline', size: 'default' },
  },
);

export type ButtonLook = VariantProps<typeof buttonVariants> & { className?: string };

/** How a button looks; for links that look like one. */
export function buttonClasses({ variant, size, className }: ButtonLook = {}): string {
  return cn(buttonVariants({ variant, size }), className);
}
