/**
 * One `make()` per process and name. Pages and API routes are bundled apart, so a variable of a module can exist twice
 * in the web process; what must exist once (caches, subscriptions) is kept here.
 */
export function processWide<T extends object>(name: string, make: () => T): T {
  const key = Symbol.for(`productivity-hub/${name}`);
  const known: unknown = Reflect.get(globalThis, key);
  if (known !== undefined) return known as T; // only ever written below, under the same name
  const made = make();
  Reflect.set(globalThis, key, made);
  return made;
}
