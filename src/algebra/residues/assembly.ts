/**
 * As much of a WebAssembly assembler as the kernel needs: expressions as trees of bytes, and a module of functions with one
 * exported memory. See the binary format in the WebAssembly core specification, section 5.
 */
export type Code = readonly (number | Code)[];

export const I32 = 0x7f;
export const I64 = 0x7e;
export const F64 = 0x7c;
export type ValueType = typeof I32 | typeof I64 | typeof F64;

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 0x3f || value < -0x40; value = Math.floor(value / 128)) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value & 0x7f];
}

const binary =
  (...opcode: number[]) =>
  (a: Code, b: Code): Code => [a, b, ...opcode];
const unary =
  (opcode: number) =>
  (a: Code): Code => [a, opcode];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, ...unsigned(local)];
export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  load: (address: Code, offset = 0): Code => [address, 0x28, 2, ...unsigned(offset)],
  eqz: unary(0x45),
  lt: binary(0x48),
  gt: binary(0x4a),
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  and: binary(0x71),
  shl: binary(0x74),
  shr: binary(0x75),
};

export const i64 = {
  const: (value: number): Code => [0x42, ...signed(value)],
  load: (address: Code, offset = 0): Code => [address, 0x29, 3, ...unsigned(offset)],
  /** Of 32 bits without a sign. */
  load32: (address: Code, offset = 0): Code => [address, 0x35, 2, ...unsigned(offset)],
  store: (address: Code, value: Code): Code => [address, value, 0x37, 3, 0],
  eqz: unary(0x50),
  lt: binary(0x53),
  add: binary(0x7c),
  sub: binary(0x7d),
  mul: binary(0x7e),
  and: binary(0x83),
  or: binary(0x84),
  shl: binary(0x86),
  shrSigned: binary(0x87),
  shrUnsigned: binary(0x88),
  extend: unary(0xad),
  fromBits: unary(0xbd),
};

export const f64 = {
  add: binary(0xa0),
  mul: binary(0xa2),
  div: binary(0xa3),
  fromInteger: unary(0xb9),
  fromBits: unary(0xbf),
};

/** while (condition) body */
export const loop = (condition: Code, ...body: readonly Code[]): Code => [
  ...[0x03, 0x40, condition, 0x04, 0x40],
  body,
  ...[0x0c, 1, 0x0b, 0x0b],
];

export const when = (condition: Code, ...body: readonly Code[]): Code => [
  condition,
  ...[0x04, 0x40],
  body,
  0x0b,
];

export const choose = (condition: Code, then: readonly Code[], otherwise: readonly Code[]): Code => [
  ...[condition, 0x04, 0x40],
  then,
  0x05,
  otherwise,
  0x0b,
];

/** The smaller and the larger of two i32 expressions, which are written twice. */
export const smaller = (a: Code, b: Code): Code => [a, b, i32.lt(a, b), 0x1b];
export const larger = (a: Code, b: Code): Code => [a, b, i32.gt(a, b), 0x1b];

/** A function; its locals are numbered after its parameters. */
export interface WasmFunction {
  /** The name under which it is exported. */
  readonly name?: string;
  readonly parameters: readonly ValueType[];
  readonly result?: ValueType;
  readonly locals: readonly ValueType[];
  readonly body: readonly Code[];
}

function append(code: Code, bytes: number[]): number[] {
  for (const part of code) {
    if (typeof part === "number") bytes.push(part);
    else append(part, bytes);
  }
  return bytes;
}

/** The bytes of a module with an exported memory of one page, `memory`. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array {
  const vector = (items: readonly Code[]): number[] => append(items, unsigned(items.length));
  const section = (id: number, items: readonly Code[]): Code => {
    const content = vector(items);
    return [id, ...unsigned(content.length), content];
  };
  const name = (text: string): number[] => vector(Array.from(text, (letter) => [letter.charCodeAt(0)]));
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...vector(parameters.map((type) => [type])),
    ...vector(result === undefined ? [] : [[result]]),
  ]);
  const exported = functions.flatMap((f, i) =>
    f.name === undefined ? [] : [[...name(f.name), 0x00, ...unsigned(i)]],
  );
  const bodies = functions.map(({ locals, body }) => {
    const code = append([body, 0x0b], vector(locals.map((type) => [1, type])));
    return [...unsigned(code.length), code];
  });
  const sections = [
    section(1, types),
    section(
      3,
      functions.map((_, i) => unsigned(i)),
    ),
    section(5, [[0x00, 1]]),
    section(7, [[...name("memory"), 0x02, 0], ...exported]),
    section(10, bodies),
  ];
  return Uint8Array.from(append(sections, [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
}
