import type { RouteDescription } from '@/lib/platform/http/route-docs';

/** The descriptions of all methods that route modules export, in the order of the modules. */
export function collectRoutes(modules: readonly object[]): RouteDescription[] {
  return modules.flatMap((module) => Object.values(module).flatMap(descriptionOf));
}

/** Of a handler made by apiRoute or plainRoute; nothing of other exports. */
export function descriptionOf(handler: unknown): RouteDescription[] {
  if (typeof handler !== 'function' || !('route' in handler)) return [];
  return [handler.route as RouteDescription]; // only those two put anything there
}
