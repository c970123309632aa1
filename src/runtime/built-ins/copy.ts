/** What stands on an object now, to be held against what stands there later. */

export type Methods = Readonly<Record<string, unknown>>;
export type Holder = { readonly [key: symbol]: unknown } & Methods;

/** A copy of an object's own properties. */
export function copy<T extends object>(holder: T): T {
  return Object.defineProperties({}, Object.getOwnPropertyDescriptors(holder)) as T;
}

export const prototypeOf = (value: object): Holder => Object.getPrototypeOf(value) as Holder;
