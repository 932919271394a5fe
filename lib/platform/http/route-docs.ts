import * as z from 'zod';
import type { RateClass } from '@/lib/platform/rate-limit/limits';
import type { RouteAccess } from './principal';

/** What a route says of its answer; the rest of its documentation is what it is checked with. */
export type RouteDocs = {
  /** One line, for a reader who does not know the hub. */
  summary: string;
  /** Headings it stands under; the first one counts on the page. */
  tags: [string, ...string[]];
  /** The answer: JSON, or a file of the `contentType` (one of several, when the question says which). */
  response: z.ZodType;
  contentType?: string | readonly string[];
  /** Of a good answer; 200 unless said. */
  statuses?: number[];
};

/** A route as the API's document tells of it. */
export type RouteDescription = {
  /** e.g. `GET /api/dashboard/employees/:id/day` */
  tag: string;
  access: RouteAccess;
  /** Whether it belongs to a site and takes `?site=`. */
  isOfSite: boolean;
  query?: z.ZodType;
  body?: z.ZodType;
  params?: z.ZodType;
  /** Null where requests are not counted. */
  rateClass: RateClass | null;
  docs: RouteDocs;
};

/** The answer of a change that has nothing to tell but how it went, e.g. `{ status: 'resolved' }`. */
export const statusAnswer = (...statuses: [string, ...string[]]) => z.object({ status: z.enum(statuses) });
