/**
 * Is the language what it was when this package was loaded?
 *
 * To recompile a function a parser runs, and with it most of the standard library. What a program has replaced there since,
 * for whatever reason, is not known to do the same, so then a function stays as it is. (At a call fewer things matter, and
 * every nanosecond does: `runtime/built-ins/`.)
 */
const { getOwnPropertyDescriptor, ownKeys } = Reflect;

/** A property that is a function, or has a getter. */
interface Entry {
  readonly holder: object;
  readonly key: PropertyKey;
  readonly value: unknown;
  readonly get: unknown;
}

function entriesOf(holder: object): Entry[] {
  return ownKeys(holder).flatMap((key) => {
    const descriptor = getOwnPropertyDescriptor(holder, key);
    const value: unknown = descriptor?.value;
    const get = descriptor?.get;
    return typeof value === "function" || get !== undefined ? [{ holder, key, value, get }] : [];
  });
}

/** What a parser works with; others replace clocks and promises, and do it no harm. */
const names =
  "Array BigInt Boolean Error Function JSON Map Math Number Object RangeError Reflect RegExp Set String Symbol " +
  "SyntaxError TypeError Uint8Array Uint16Array Uint32Array WeakMap WeakSet";

/** Globals, their prototypes, and the prototypes of iterators. */
function holders(): Set<object> {
  const all = new Set<object>();
  const add = (value: unknown): void => {
    if ((typeof value === "object" && value !== null) || typeof value === "function") all.add(value);
  };
  for (const name of names.split(" ")) {
    const value = (globalThis as Record<string, unknown>)[name];
    add(value);
    if (typeof value === "function") add(value.prototype);
  }
  for (const value of [
    [][Symbol.iterator](),
    new Map().keys(),
    new Set().keys(),
    ""[Symbol.iterator](),
    "".matchAll(/x/g),
  ])
    for (
      let holder: unknown = Object.getPrototypeOf(value);
      holder !== Object.prototype;
      holder = Object.getPrototypeOf(holder)
    )
      add(holder);
  add(Object.getPrototypeOf(Int8Array));
  add(Object.getPrototypeOf(Int8Array.prototype));
  return all;
}

const entries: readonly Entry[] = [
  ...[...holders()].flatMap(entriesOf),
  ...entriesOf(globalThis).filter(({ key }) => names.split(" ").includes(String(key))),
];

/** Asks by index and by functions that were taken beforehand: what is asked about is not used. */
export function isLanguageIntact(): boolean {
  for (let k = 0; k < entries.length; k++) {
    const { holder, key, value, get } = entries[k] as Entry;
    const now = getOwnPropertyDescriptor(holder, key);
    if (now?.value !== value || now?.get !== get) return false;
  }
  return true;
}
