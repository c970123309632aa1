/** The article's mixture of operations: four loops, unary and binary operators, a variable of the module, all results. */
import { firstLoop, lastLoop } from "../experts/int-operations.mjs";
import { matrixPower } from "../experts/matrices.mjs";
import { linear } from "../scales.mjs";

const globalConst = 4n;
let globalVar;

/** Where `plain` lives, for the library; only what is called by this name can read it. */
function scope() {
  return eval(arguments[0]);
}

function plain(n) {
  const localConst = 9n;
  const k1Base = 4n;
  const k1Or = 32n;
  const k2 = 3n;
  const offset = -43n;
  let a = 1n;
  let b = 2n;
  let res = 0n;
  let c, d, e, f, g, h, localVar, loopConst;
  for (let i = n; i > -143n; i -= 23n) {
    [a, b] = [b, a];
    [a, b] = [b, (a + b * (k1Base | k1Or)) * k2 + offset];
    c = b;
    d = 4348n;
    d -= BigInt(d);
    d += -d;
    d -= localConst === 0n ? 1n : 0n;
    d += ~globalConst;
    c = -c;
    e = 8944n;
    e -= localConst ** globalConst;
    e += localConst * globalConst;
    e -= localConst / globalConst;
    e -= localConst % globalConst;
    e += localConst + globalConst;
    e -= localConst - globalConst;
    e += localConst >> globalConst;
    e -= localConst & globalConst;
    e += localConst ^ globalConst;
    e -= localConst | globalConst;
    g = f = e;
    globalVar = g;
    localVar = globalVar;
    h = d - e; // eslint-disable-line no-useless-assignment -- the original has it
    loopConst = 321n;
    h = g * loopConst + d * localConst + a * loopConst + i;
    a += h;
    a += i;
    res += a;
  }
  res += 8943n * (res ^ 2321n);
  res += globalVar + localVar;
  let r = 3n;
  for (let it = -3231n; it < n; it++) r = r - 33n + d * 2n;
  let q = 43n;
  for (let it = -3231n; it < n; it += 4345n) q = (3n + 4n) * q - (it * 2n - 8n) * 3n;
  for (let it = 0n; it < n; it++);
  return [a, b, c, d, e, f, g, h, res, r, q];
}

/** What does not depend on the turn. */
const d = -5n;
const e = 8944n - 6561n + 36n - 2n - 1n + 13n - 5n + 0n - 0n + 13n - 13n;
const K = e * 321n + d * 9n;
const turnsOf = (n) => (n + 143n + 22n) / 23n;

/** The counters of the second and third loop go up from -3231. */
function rest(n, { a, before, b, res }, last) {
  const i = n - 23n * (turnsOf(n) - 1n);
  const h = K + before * 321n + i;
  const sum = res + 8943n * (res ^ 2321n) + 2n * e;
  const r = 3n + (n + 3231n) * (2n * d - 33n);
  return [a, b, -b, d, e, e, e, h, sum, r, last];
}

function matrices(n) {
  const turn = [
    [322n, 0n, 0n, 2n, K],
    [108n, 3n, 0n, 0n, -43n],
    [322n, 0n, 1n, 2n, K],
    [0n, 0n, 0n, 1n, -23n],
    [0n, 0n, 0n, 0n, 1n],
  ];
  const turns = turnsOf(n);
  const [a, b, res] = matrixPower(turn, [1n, 2n, 0n, n, 1n], turns);
  const before = (a - K - 2n * (n - 23n * (turns - 1n))) / 322n;
  const last = [
    [7n, -6n, 24n],
    [0n, 1n, 4345n],
    [0n, 0n, 1n],
  ];
  const [q] = matrixPower(last, [43n, -3231n, 1n], (n + 3231n + 4344n) / 4345n);
  return rest(n, { a, before, b, res }, q);
}

function powers(n) {
  const q = lastLoop(43n, (n + 3231n + 4344n) / 4345n, 24n + 6n * 3231n, -6n * 4345n);
  return rest(n, firstLoop(turnsOf(n), n, K), q);
}

export const intOperations = {
  name: "int_operations",
  about: "the article's mixture of operations, four loops",
  plain,
  options: { scope },
  byHand: { matrices, "powers by hand": powers },
  argument: BigInt,
  testcases: [
    { name: "small", args: linear(30000, 5) },
    { name: "big", args: linear(600000, 15) },
  ],
};
