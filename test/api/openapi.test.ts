import { describe, expect, it } from 'vitest';
import { DASHBOARD_READS } from '@/app/api/dashboard/reads';
import { apiDocument } from '@/app/api/document';
import { GET as getDocument } from '@/app/api/openapi.json/route';
import { descriptionOf } from '@/lib/platform/openapi/collect';
import { readRouteFiles } from './route-files';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const routes = await readRouteFiles();
const described = routes.flatMap(({ path, module }) =>
  METHODS.flatMap((method) => descriptionOf(module[method]).map((route) => ({ path, method, route }))),
);

describe('the document of the API', () => {
  it('has every method of every route file, and nothing else', () => {
    const inFiles = described.map(({ path, method }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const inDocument = Object.entries(apiDocument().paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(inDocument.sort()).toEqual(inFiles.sort());
    expect(inFiles.length).toBeGreaterThan(50);
  });

  it.each(routes.map((route) => [route.path, route] as const))(
    '%s is called by its address, and answers every method',
    (path, { module }) => {
      for (const method of METHODS) {
        expect(module[method], method).toBeTypeOf('function');
        for (const { tag } of descriptionOf(module[method])) expect(tag).toBe(`${method} ${path}`);
      }
      expect(METHODS.flatMap((method) => descriptionOf(module[method])).length).toBeGreaterThan(0);
    },
  );

  it('lets a batch ask for every read of the dashboard that answers JSON', () => {
    const reads = described.filter(
      ({ path, method, route }) =>
        method === 'GET' && path.startsWith('/api/dashboard/') && route.docs.contentType === undefined,
    );
    const tags = (of: { route: { tag: string } }[]) => of.map(({ route }) => route.tag).sort();
    expect(tags([...DASHBOARD_READS])).toEqual(tags(reads));
  });

  it('names every operation once', () => {
    const ids = Object.values(apiDocument().paths).flatMap((one) => Object.values(one).map((op) => op.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of a read what it takes, who may and what it answers', () => {
    const { get } = apiDocument().paths['/api/dashboard/employees/{id}/day'] ?? {};
    expect(get).toMatchObject({
      tags: ['People'],
      security: [{ apiKey: [] }, { session: [] }],
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
        { name: 'date', in: 'query', required: false, schema: { type: 'string', format: 'date' } },
        { name: 'site', in: 'query', required: false },
      ],
      responses: {
        200: { content: { 'application/json': { schema: { type: 'object' } } } },
        404: { $ref: '#/components/responses/Error404' },
      },
    });
  });

  it('says of a write what it takes', () => {
    const { post } = apiDocument().paths['/api/activities'] ?? {};
    const schema = post?.requestBody?.content['application/json']?.schema;
    expect(schema?.required).toEqual(['referenceId', 'activityType', 'itemsCount', 'windowStart', 'windowEnd']);
    expect(Object.keys(post?.responses ?? {})).toEqual(expect.arrayContaining(['200', '201', '413', '415', '422']));
  });

  it('is served to anybody, with a tag', async () => {
    const url = 'https://hub.example.com/api/openapi.json';
    const answer = await getDocument(new Request(url));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(apiDocument())));
    const again = await getDocument(
      new Request(url, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } }),
    );
    expect(again.status).toBe(304);
  });
});
