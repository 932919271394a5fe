/** A table to download. */
export type CsvFile = { name: string; text: string };

export const CSV_CONTENT_TYPE = 'text/csv; charset=utf-8';

export function csvResponse({ name, text }: CsvFile): Response {
  return new Response(text, {
    headers: { 'content-type': CSV_CONTENT_TYPE, 'content-disposition': `attachment; filename="${name}"` },
  });
}
