import type { ComponentProps } from 'react';
import { type ButtonLook, buttonClasses } from './button-classes';

type ButtonProps = ComponentProps<'button'> & ButtonLook;

export function Button({ className, variant, size, type = 'button', ...props }: ButtonProps) {
  return <button type={type} className={buttonClasses({ variant, size, className })} {...props} />;
}
