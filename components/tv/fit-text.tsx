'use client';

import { useLayoutEffect, useRef } from 'react';
import { cn } from '@/components/ui/class-names';
import { fitInto } from './fit-batch';
import { useUnit } from './use-unit';

type FitTextProps = {
  children: string;
  className?: string;
  /** The smallest share of its size that it is set in; what is longer still is cut with an ellipsis. */
  min?: number;
};

/** One line of text that is set smaller where its place is too narrow for it. */
export function FitText({ children, className, min = 0.55 }: FitTextProps) {
  const outer = useRef<HTMLSpanElement>(null);
  const inner = useRef<HTMLSpanElement>(null);
  const unit = useUnit();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words and their size decide the width
  useLayoutEffect(() => {
    if (outer.current === null || inner.current === null) return;
    return fitInto(outer.current, inner.current, min);
  }, [children, min, unit]);
  return (
    <span ref={outer} className={cn('block min-w-0 whitespace-nowrap', className)}>
      {/* Cut at its sides alone: letters of some scripts are higher than a line. */}
      <span ref={inner} className="inline-block max-w-full overflow-x-clip text-ellipsis" dir="auto">
        {children}
      </span>
    </span>
  );
}
