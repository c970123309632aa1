/** What the runtime calls of collections, iterators, objects, typed arrays and the global object: is it still the same? */
import { copy, prototypeOf } from "./copy.ts";
import type { Methods } from "./copy.ts";

export function watchCollections(): () => boolean {
  const [map, maps] = [Map.prototype, copy(Map.prototype)];
  const [set, sets] = [Set.prototype, copy(Set.prototype)];
  const [weak, weaks] = [WeakMap.prototype, copy(WeakMap.prototype)];
  return () =>
    map.clear === maps.clear &&
    map.delete === maps.delete &&
    map.get === maps.get &&
    map.has === maps.has &&
    map.keys === maps.keys &&
    map.set === maps.set &&
    map.values === maps.values &&
    map.entries === maps.entries &&
    map[Symbol.iterator] === maps[Symbol.iterator] &&
    set.add === sets.add &&
    set.delete === sets.delete &&
    set.forEach === sets.forEach &&
    set.has === sets.has &&
    set[Symbol.iterator] === sets[Symbol.iterator] &&
    weak.get === weaks.get &&
    weak.has === weaks.has &&
    weak.set === weaks.set;
}

/** `for…of`, spreads and patterns over arrays, collections and generators. */
export function watchIteration(): () => boolean {
  const array = prototypeOf([][Symbol.iterator]());
  const [map, set] = [prototypeOf(new Map()[Symbol.iterator]()), prototypeOf(new Set()[Symbol.iterator]())];
  const generator = prototypeOf(prototypeOf((function* () {})()));
  const shared = prototypeOf(array);
  const [arrayNext, mapNext, setNext] = [array["next"], map["next"], set["next"]];
  const { next, return: close } = generator;
  const iterator = shared[Symbol.iterator];
  return () =>
    array["next"] === arrayNext &&
    map["next"] === mapNext &&
    set["next"] === setNext &&
    generator["next"] === next &&
    generator["return"] === close &&
    shared[Symbol.iterator] === iterator &&
    !("return" in array);
}

export function watchObjects(): () => boolean {
  const [object, objects] = [Object, copy(Object)];
  const [shared, own] = [Object.prototype, copy(Object.prototype)];
  const [functions, methods] = [Function.prototype, copy(Function.prototype)];
  const [now, then] = [prototypeOf(Int8Array.prototype), copy(prototypeOf(Int8Array.prototype))];
  const [make, made] = [prototypeOf(Int8Array), copy(prototypeOf(Int8Array))];
  return () =>
    object.assign === objects.assign &&
    object.defineProperty === objects.defineProperty &&
    object.freeze === objects.freeze &&
    object.getOwnPropertyDescriptor === objects.getOwnPropertyDescriptor &&
    object.getOwnPropertyNames === objects.getOwnPropertyNames &&
    object.getPrototypeOf === objects.getPrototypeOf &&
    object.hasOwn === objects.hasOwn &&
    object.is === objects.is &&
    object.values === objects.values &&
    shared.toString === own.toString &&
    functions.call === methods.call &&
    now["fill"] === then["fill"] &&
    now["map"] === then["map"] &&
    now["set"] === then["set"] &&
    now["slice"] === then["slice"] &&
    now["subarray"] === then["subarray"] &&
    now[Symbol.iterator] === then[Symbol.iterator] &&
    make["from"] === made["from"] &&
    make["of"] === made["of"];
}

export function watchGlobals(): () => boolean {
  const [array, big, map, math, number] = [Array, BigInt, Map, Math, Number];
  const [object, set, weak, text, json] = [Object, Set, WeakMap, String, JSON];
  const [int32, float64, uint8, uint16, int64] = [
    Int32Array,
    Float64Array,
    Uint8Array,
    Uint16Array,
    BigInt64Array,
  ];
  const [uint32, uint64] = [Uint32Array, BigUint64Array];
  const [boolean, error, range, reference] = [Boolean, Error, RangeError, ReferenceError];
  const [type, syntax, symbol] = [TypeError, SyntaxError, Symbol];
  const realm = globalThis as { readonly WebAssembly?: Methods };
  const machine = realm.WebAssembly;
  const { Module, Instance } = machine ?? {};
  return () =>
    Array === array &&
    BigInt === big &&
    Boolean === boolean &&
    Map === map &&
    Math === math &&
    Number === number &&
    Object === object &&
    Set === set &&
    WeakMap === weak &&
    String === text &&
    JSON === json &&
    Int32Array === int32 &&
    Float64Array === float64 &&
    Uint8Array === uint8 &&
    Uint16Array === uint16 &&
    BigInt64Array === int64 &&
    Uint32Array === uint32 &&
    BigUint64Array === uint64 &&
    ReferenceError === reference &&
    RangeError === range &&
    TypeError === type &&
    SyntaxError === syntax &&
    Error === error &&
    Symbol === symbol &&
    realm.WebAssembly === machine &&
    machine?.["Module"] === Module &&
    machine?.["Instance"] === Instance;
}

/** Getters are not to be found by reading: they would be called. To ask for descriptors takes a quarter of a microsecond. */
export function watchGetters(): () => boolean {
  const { getOwnPropertyDescriptor } = Object;
  const getter = (holder: object, key: PropertyKey): (() => boolean) => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- compared, never called
    const get = getOwnPropertyDescriptor(holder, key)?.get;
    return () => getOwnPropertyDescriptor(holder, key)?.get === get;
  };
  const typed = prototypeOf(Int8Array.prototype);
  const isMapAsItWas = getter(Map.prototype, "size");
  const isSetAsItWas = getter(Set.prototype, "size");
  const isLengthAsItWas = getter(typed, "length");
  const isBufferAsItWas = getter(typed, "buffer");
  const isSpeciesAsItWas = getter(Array, Symbol.species);
  // V8 does not ask it for copies of typed arrays that are no others than its own; JavaScriptCore does.
  const isTypedSpeciesAsItWas = getter(typed.constructor, Symbol.species);
  return () =>
    isMapAsItWas() &&
    isSetAsItWas() &&
    isLengthAsItWas() &&
    isBufferAsItWas() &&
    isSpeciesAsItWas() &&
    isTypedSpeciesAsItWas();
}

/** Records of this package are asked for what they need not have. To ask takes as long as for all getters. */
export function watchInherited(): () => boolean {
  const { getOwnPropertyNames } = Object;
  const inherited = getOwnPropertyNames(Object.prototype).length;
  return () => getOwnPropertyNames(Object.prototype).length === inherited;
}
