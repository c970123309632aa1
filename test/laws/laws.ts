/**
 * The laws of the algebras, one list for all of them: a law is a name and an equation in up to three unknowns. A new algebra
 * adds one line to `laws.test.ts` and is checked against every law that its kind obeys.
 */
import type { CommutativeRing, Ring, Semiring } from "../../src/algebra/ring.ts";

/** A law holds when both sides are equal for all a, b, c. */
interface Law<A> {
  readonly name: string;
  sides<T>(algebra: A & Semiring<T>, a: T, b: T, c: T): [T, T];
}

const law = <A>(name: string, sides: Law<A>["sides"]): Law<A> => ({ name, sides });

const semiringLaws: readonly Law<unknown>[] = [
  law("addition is associative", (s, a, b, c) => [s.add(s.add(a, b), c), s.add(a, s.add(b, c))]),
  law("addition is commutative", (s, a, b) => [s.add(a, b), s.add(b, a)]),
  law("ZERO is neutral", (s, a) => [s.add(a, s.ZERO), a]),
  law("multiplication is associative", (s, a, b, c) => [s.mul(s.mul(a, b), c), s.mul(a, s.mul(b, c))]),
  law("ONE is neutral on the left", (s, a) => [s.mul(s.ONE, a), a]),
  law("ONE is neutral on the right", (s, a) => [s.mul(a, s.ONE), a]),
  law("multiplication distributes from the left", (s, a, b, c) => [
    s.mul(a, s.add(b, c)),
    s.add(s.mul(a, b), s.mul(a, c)),
  ]),
  law("multiplication distributes from the right", (s, a, b, c) => [
    s.mul(s.add(a, b), c),
    s.add(s.mul(a, c), s.mul(b, c)),
  ]),
  law("ZERO annihilates on the left", (s, a) => [s.mul(s.ZERO, a), s.ZERO]),
  law("ZERO annihilates on the right", (s, a) => [s.mul(a, s.ZERO), s.ZERO]),
];

/** Over a ring of any element type. */
interface AnyRing {
  neg<T>(a: T): T;
  sub<T>(a: T, b: T): T;
}

const ringLaws: readonly Law<AnyRing>[] = [
  law("negation is the inverse of addition", (r, a) => [r.add(a, r.neg(a)), r.ZERO]),
  law("subtraction adds the negation", (r, a, b) => [r.sub(a, b), r.add(a, r.neg(b))]),
];

const commutativeLaws: readonly Law<unknown>[] = [
  law("multiplication is commutative", (r, a, b) => [r.mul(a, b), r.mul(b, a)]),
];

export type AnyAlgebra<T> = Semiring<T> | Ring<T> | CommutativeRing<T>;

/** The laws that an algebra of this kind obeys. */
export function lawsOf<T>(
  algebra: AnyAlgebra<T>,
): readonly { name: string; sides: (a: T, b: T, c: T) => [T, T] }[] {
  const of = <A>(laws: readonly Law<A>[]): { name: string; sides: (a: T, b: T, c: T) => [T, T] }[] =>
    laws.map(({ name, sides }) => ({ name, sides: (a, b, c) => sides(algebra as A & Semiring<T>, a, b, c) }));
  return [
    ...of(semiringLaws),
    ...("neg" in algebra ? of(ringLaws) : []),
    ...("isCommutative" in algebra ? of(commutativeLaws) : []),
  ];
}
