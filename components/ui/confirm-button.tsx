'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from './button';
import { cn } from './class-names';

type ConfirmButtonProps = {
  children: ReactNode;
  /** What the button says when it asks once more. */
  question: string;
  disabled?: boolean;
  className?: string;
  onConfirm(): void;
};

/** For what cannot be taken back: the first press asks, the second does it. Leaving it takes the question back. */
export function ConfirmButton({ children, question, disabled, className, onConfirm }: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) button.current?.focus();
  }, [isAsking]);
  return (
    <Button
      ref={button}
      variant={isAsking ? 'outline' : 'ghost'}
      disabled={disabled}
      onBlur={() => setAsking(false)}
      onClick={() => {
        setAsking(!isAsking);
        if (isAsking) onConfirm();
      }}
      className={cn('h-auto whitespace-normal text-bad', isAsking && 'border-bad', className)}
    >
      {isAsking ? question : children}
    </Button>
  );
}
