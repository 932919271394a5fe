import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import ApiDocsPage from '@/app/api/docs/page';
import { apiDocument } from '@/app/api/document';

it('shows every operation of the document once, under a heading, and asks nobody else for anything', () => {
  const html = renderToStaticMarkup(<ApiDocsPage />);
  for (const operation of Object.values(apiDocument().paths).flatMap((methods) => Object.values(methods))) {
    expect(html.split(`id="${operation.operationId}"`)).toHaveLength(2);
  }
  for (const { name } of apiDocument().tags) expect(html).toContain(`>${name}</h2>`);
  expect(html).toContain('X-API-Key: $HUB_KEY');
  expect(html).not.toMatch(/<(script|link|img|iframe)|\b(src|srcset)=/);
  expect(html).not.toContain('undefined');
});
