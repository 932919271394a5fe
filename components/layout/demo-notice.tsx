import { FlaskConical } from 'lucide-react';

/** On every page while the simulated warehouse feeds the hub (product.md: demo data is labelled). */
export function DemoNotice() {
  return (
    <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-center text-xs lg:h-(--notice-height) lg:py-0 font-medium text-warn">
      <FlaskConical className="size-3.5 shrink-0" aria-hidden />
      <span>Demo data: a simulated warehouse, no real people.</span>
    </p>
  );
}
