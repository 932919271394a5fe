import { otherMethods, plainRoute } from '@/lib/platform/http/plain-route';
import { JsonText, taggedResponse } from '@/lib/platform/http/responses';
import { apiDocumentText, OPENAPI_ROUTE } from '../document';

export const GET = plainRoute({
  ...OPENAPI_ROUTE,
  handle: (request) => taggedResponse(request, new JsonText(apiDocumentText())),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
