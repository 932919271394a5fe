import { Download } from 'lucide-react';
import { useSite } from '@/components/layout/hub-context';
import { addressOf, type QueryParams } from '@/components/query/fetch-json';
import { buttonClasses } from '@/components/ui/button-classes';

/** Downloads the rows of a table. */
export function CsvLink({ path, params }: { path: string; params: QueryParams }) {
  const site = useSite();
  return (
    <a
      className={buttonClasses({ className: 'justify-self-end' })}
      href={addressOf(path, { site: site.code, ...params })}
      download
    >
      <Download aria-hidden />
      CSV
    </a>
  );
}
