import { isSameSecret } from '@/lib/platform/auth/same-secret';
import { AppError } from '@/lib/platform/errors/errors';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { type AdmissionServices, admit, answerSafely, requestIdOf } from './api-route';
import { nothingHere, type PlainHandler } from './plain-route';
import type { RouteAccess } from './principal';
import type { RouteDocs } from './route-docs';

/** What a route for monitors needs from the rest of the hub. */
export type MonitorServices = AdmissionServices & {
  now(): EpochSeconds;
  /** METRICS_TOKEN. */
  token(): string | undefined;
};

export type MonitorRouteOptions = {
  tag: string;
  visibility: NonNullable<RouteAccess['monitor']>;
  docs: RouteDocs;
  /** `siteCode`: the only site of which the asker may know; null: of all. */
  handle(context: { siteCode: string | null }): Promise<Response>;
};

/**
 * Builds `monitorRoute`: for who looks after the hub. Programs show METRICS_TOKEN as a bearer, which works without the
 * database too; people are admins, keys have the scope admin and tell of their own site only.
 */
export function createMonitorRoute(services: MonitorServices) {
  return function monitorRoute({ tag, visibility, docs, handle }: MonitorRouteOptions): PlainHandler {
    const access: RouteAccess = { session: ['admin'], allSites: true, apiKey: ['admin'], monitor: visibility };
    const handler: PlainHandler = (request) =>
      answerSafely(tag, requestIdOf(request), async () => handle({ siteCode: await admitMonitor(request, access) }));
    handler.route = { tag, docs, access, isOfSite: false, rateClass: 'read' };
    return handler;
  };

  /** The site of a key, null for everybody else. */
  async function admitMonitor(request: Request, access: RouteAccess): Promise<string | null> {
    const token = services.token();
    const shown = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (token !== undefined && shown !== undefined) {
      if (isSameSecret(shown, token)) return null;
      await services.limitRate('refused', { type: 'anonymous' }, request);
      throw new AppError('UNAUTHENTICATED', 'The bearer token is not the METRICS_TOKEN of this hub.');
    }
    try {
      const principal = await admit(services, request, access, 'read', services.now());
      return principal.type === 'api_key' ? principal.siteCode : null;
    } catch (error) {
      if (access.monitor === 'or-hidden' && token === undefined && isRefusal(error)) throw nothingHere();
      throw error;
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'UNAUTHENTICATED' || error.code === 'FORBIDDEN');
}
