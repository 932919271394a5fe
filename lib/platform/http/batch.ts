import * as z from 'zod';
import type { Site } from '@/lib/domain/sites/schema';
import { AppError } from '@/lib/platform/errors/errors';
import type { OuterRequest, RouteHandler } from './api-route';
import { type ErrorBody, errorResponse } from './responses';

/** Most reads in one batch. */
export const MAX_BATCH_ENTRIES = 20;
/** How many are under way at once: the others of the process want connections too. */
const AT_ONCE = 5;

const value = z.union([z.string().max(1_000), z.number(), z.boolean()]);

export const batchEntry = z.strictObject({
  /** Comes back with the answer; its place in the list unless given. */
  id: z.string().min(1).max(100).optional(),
  /** Path of a read, e.g. `/api/dashboard/leaderboard` or, without the beginning that all share, `leaderboard`. */
  endpoint: z.string().min(1).max(300),
  /** Its query; what is null is left out. */
  params: z.record(z.string().max(100), z.union([value, z.array(value).max(100), z.null()])).optional(),
});
export type BatchEntry = z.infer<typeof batchEntry>;

export const batchRequest = z.strictObject({ requests: z.array(batchEntry).min(1).max(MAX_BATCH_ENTRIES) });

/** One answer per entry, in the order asked: what the endpoint answers by itself as `data`, or why not as `error`. */
export const batchAnswer = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      endpoint: z.string(),
      status: z.number().int(),
      data: z.unknown().optional(),
      error: z
        .object({
          code: z.string(),
          message: z.string(),
          details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
          requestId: z.string(),
        })
        .optional(),
    }),
  ),
});
export type BatchAnswer = z.infer<typeof batchAnswer>;

/** The asker of the batch, who is also the asker of each entry, and its request, whose headers say the rest. */
export type BatchContext = OuterRequest & { site: Site; request: Request };

/**
 * Answers each entry through the handler of its route, as if it had been asked alone: same rights, same checks, same
 * errors. One that fails does not fail the others. `shared` is the beginning of all paths, e.g. `/api/dashboard/`.
 */
export async function answerBatch(
  entries: BatchEntry[],
  reads: readonly RouteHandler[],
  shared: string,
  context: BatchContext,
): Promise<BatchAnswer> {
  const responses: BatchAnswer['responses'] = [];
  const waiting = entries.entries();
  const work = async () => {
    for (const [index, entry] of waiting) {
      const response = await answerEntry(entry, reads, shared, context);
      const body: unknown = await response.json();
      const { id = String(index), endpoint } = entry;
      const told = response.ok ? { data: body } : { error: (body as ErrorBody).error }; // every error of a route is one
      responses[index] = { id, endpoint, status: response.status, ...told };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { responses };
}

function answerEntry(
  { endpoint, params = {} }: BatchEntry,
  reads: readonly RouteHandler[],
  shared: string,
  context: BatchContext,
): Promise<Response> | Response {
  const path = endpoint.startsWith('/') ? endpoint : `${shared}${endpoint}`;
  for (const read of reads) {
    const pathParams = matchPath(read.route.tag.replace(/^GET /, ''), path);
    if (pathParams === undefined) continue;
    const url = new URL(path, context.request.url);
    for (const [name, given] of Object.entries(params)) {
      for (const one of Array.isArray(given) ? given : [given]) {
        if (one !== null) url.searchParams.append(name, String(one));
      }
    }
    if (!url.searchParams.has('site')) url.searchParams.set('site', context.site.code);
    return read.answerPart(new Request(url, { signal: context.request.signal }), pathParams, context);
  }
  const message = `A batch cannot read "${endpoint}". Name a GET endpoint under ${shared}, without its query.`;
  return errorResponse(new AppError('NOT_FOUND', message), context.requestId);
}

/** The values of `:names` of a pattern such as `/api/x/:id`; undefined when the path is another. */
function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    if (part.startsWith(':') && text !== '') values[part.slice(1)] = text;
    else if (part !== text) return undefined;
  }
  return values;
}
