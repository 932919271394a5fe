import type { ReactNode } from 'react';

/** A board with nothing on it says what will come. */
export function Nothing({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid h-full place-items-center text-center">
      <div>
        <p className="text-tv-xl font-semibold">{title}</p>
        <p className="mt-tv-s text-tv-m text-tv-muted">{children}</p>
      </div>
    </div>
  );
}
