import { Download } from 'lucide-react';
import { useSite } from '@/components/layout/hub-context';
import { addressOf, type QueryParams } from '@/components/query/fetch-json';
import { Button } from '@/components/ui/button';

/** Downloads the rows of a table. */
export function CsvLink({ path, params }: { path: string; params: QueryParams }) {
  const site = useSite();
  return (
    <Button asChild className="justify-self-end">
      <a href={addressOf(path, { site: site.code, ...params })} download>
        <Download aria-hidden />
        CSV
      </a>
    </Button>
  );
}
