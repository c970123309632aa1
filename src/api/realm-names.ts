/**
 * The free names that the wrapper takes for the globals of the realm.
 *
 * A function's source text does not show where its captured names come from. These names are trusted to mean what they
 * mean everywhere: the global bindings of ECMAScript 2023 and the few host functions that every engine has. A module
 * that shadows one of them must say so through `scope`, or go through `transform`, which resolves bindings.
 *
 * `eval` is left out on purpose: a direct eval sees local names, so that no other name would be certain.
 */
const names =
  "globalThis Infinity NaN undefined isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent " +
  "AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError " +
  "FinalizationRegistry Float32Array Float64Array Function Int8Array Int16Array Int32Array Intl Iterator JSON Map Math Number Object " +
  "Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError " +
  "Uint8Array Uint8ClampedArray Uint16Array Uint32Array URIError WeakMap WeakRef WeakSet " +
  "console performance queueMicrotask structuredClone setTimeout clearTimeout setInterval clearInterval setImmediate clearImmediate " +
  "TextDecoder TextEncoder URL URLSearchParams AbortController AbortSignal";

const realmNames: ReadonlySet<string> = new Set(names.split(" "));

/** Is the free name trusted to be the global one? */
export function isRealmName(name: string): boolean {
  return realmNames.has(name);
}
