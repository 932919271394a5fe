import { Download } from 'lucide-react';
import { useSite } from '@/components/layout/hub-context';
import { addressOf } from '@/components/query/fetch-json';
import { buttonClasses } from '@/components/ui/button-classes';
import type { IsoDay } from '@/lib/platform/time/instant';

type CsvLinkProps = { employeeId: number; table: 'day' | 'clock' | 'days'; date: IsoDay; label: string };

/** A table of the person's page as a file. */
export function CsvLink({ employeeId, table, date, label }: CsvLinkProps) {
  const site = useSite();
  const address = addressOf(`/api/dashboard/employees/${employeeId}/export`, { site: site.code, table, date });
  return (
    <a
      className={buttonClasses({ variant: 'ghost', className: 'min-w-11 px-2 text-ink-muted lg:min-w-0 print:hidden' })}
      href={address}
      download
      aria-label={label}
    >
      <Download aria-hidden />
      <span className="max-sm:hidden">CSV</span>
    </a>
  );
}
