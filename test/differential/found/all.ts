/** The registry of found programs. */
import boundOfAnInnerLoop from "./bound-of-an-inner-loop.ts";
import changingTypes from "./changing-types.ts";
import conversionOfAFraction from "./conversion-of-a-fraction.ts";
import conversionOfAString from "./conversion-of-a-string.ts";
import differenceOfAnInfinity from "./difference-of-an-infinity.ts";
import factorInAnInnerLoop from "./factor-in-an-inner-loop.ts";
import flagOfAnInnerLoop from "./flag-of-an-inner-loop.ts";
import type { Found } from "./found.ts";
import incrementOfNoNumber from "./increment-of-no-number.ts";
import longLiterals from "./long-literals.ts";
import numberOfNegativeZero from "./number-of-negative-zero.ts";
import plansWithOtherTerms from "./plans-with-other-terms.ts";
import remainderOfAFraction from "./remainder-of-a-fraction.ts";
import residueOfAResidue from "./residue-of-a-residue.ts";
import residuesOfQuotients from "./residues-of-quotients.ts";
import squareInAnInnerLoop from "./square-in-an-inner-loop.ts";
import testOfTwoAlternatives from "./test-of-two-alternatives.ts";
import typeOfAnUnreadVariable from "./type-of-an-unread-variable.ts";
import stepThatIsAnObject from "./step-that-is-an-object.ts";
import unusedInvariantThrows from "./unused-invariant-throws.ts";
import zeroOfAnInnerLoop from "./zero-of-an-inner-loop.ts";
import zerosOfUnrolledSums from "./zeros-of-unrolled-sums.ts";

export const all: readonly Found[] = [
  boundOfAnInnerLoop,
  changingTypes,
  conversionOfAFraction,
  conversionOfAString,
  differenceOfAnInfinity,
  factorInAnInnerLoop,
  flagOfAnInnerLoop,
  incrementOfNoNumber,
  longLiterals,
  numberOfNegativeZero,
  plansWithOtherTerms,
  remainderOfAFraction,
  residueOfAResidue,
  residuesOfQuotients,
  squareInAnInnerLoop,
  testOfTwoAlternatives,
  typeOfAnUnreadVariable,
  stepThatIsAnObject,
  unusedInvariantThrows,
  zerosOfUnrolledSums,
  zeroOfAnInnerLoop,
];
