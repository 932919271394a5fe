import * as z from 'zod';
import type { RouteDescription } from '@/lib/platform/http/route-docs';
import { collectRoutes } from '@/lib/platform/openapi/collect';
import { type ApiDocument, buildDocument } from '@/lib/platform/openapi/document';
import { ROUTE_MODULES } from './routes';

/** The route of the document itself, which cannot stand in the list that it is made from. */
export const OPENAPI_ROUTE: Pick<RouteDescription, 'tag' | 'docs'> = {
  tag: 'GET /api/openapi.json',
  docs: {
    summary: 'This document: the API as OpenAPI 3.1',
    tags: ['Documentation'],
    response: z.record(z.string(), z.unknown()),
  },
};

let document: ApiDocument | undefined;
let text: string | undefined;

/** The API as OpenAPI 3.1, made once from what the routes check with. */
export function apiDocument(): ApiDocument {
  document ??= buildDocument([
    ...collectRoutes(ROUTE_MODULES),
    { ...OPENAPI_ROUTE, access: { anonymous: true }, isOfSite: false, rateClass: null },
  ]);
  return document;
}

export function apiDocumentText(): string {
  text ??= JSON.stringify(apiDocument());
  return text;
}
