/** The methods of arrays, numbers and strings that the runtime calls: does each still stand where it stood? */
import { copy } from "./copy.ts";

export function watchArrays(): () => boolean {
  const [now, then] = [Array.prototype, copy(Array.prototype)];
  const [make, made] = [Array, copy(Array)];
  return () =>
    now.at === then.at &&
    now.entries === then.entries &&
    now.every === then.every &&
    now.fill === then.fill &&
    now.filter === then.filter &&
    now.find === then.find &&
    now.findIndex === then.findIndex &&
    now.findLast === then.findLast &&
    now.flat === then.flat &&
    now.flatMap === then.flatMap &&
    now.forEach === then.forEach &&
    now.includes === then.includes &&
    now.indexOf === then.indexOf &&
    now.join === then.join &&
    now.keys === then.keys &&
    now.lastIndexOf === then.lastIndexOf &&
    now.map === then.map &&
    now.pop === then.pop &&
    now.push === then.push &&
    now.reduce === then.reduce &&
    now.reduceRight === then.reduceRight &&
    now.reverse === then.reverse &&
    now.shift === then.shift &&
    now.slice === then.slice &&
    now.some === then.some &&
    now.sort === then.sort &&
    now.splice === then.splice &&
    now.toReversed === then.toReversed &&
    now.toString === then.toString &&
    now.toSpliced === then.toSpliced &&
    now.unshift === then.unshift &&
    now.values === then.values &&
    now[Symbol.iterator] === then[Symbol.iterator] &&
    // The methods that make arrays ask for it.
    now.constructor === make &&
    make.from === made.from &&
    make.isArray === made.isArray;
}

export function watchNumbers(): () => boolean {
  const [math, then] = [Math, copy(Math)];
  const [number, numbers, big, bigs] = [Number, copy(Number), BigInt, copy(BigInt)];
  const [ofNumbers, numbersThen] = [Number.prototype, copy(Number.prototype)];
  const [ofBigInts, bigIntsThen] = [BigInt.prototype, copy(BigInt.prototype)];
  return () =>
    math.abs === then.abs &&
    math.ceil === then.ceil &&
    math.clz32 === then.clz32 &&
    math.floor === then.floor &&
    math.imul === then.imul &&
    math.log === then.log &&
    math.log2 === then.log2 &&
    math.max === then.max &&
    math.min === then.min &&
    math.round === then.round &&
    math.sign === then.sign &&
    math.sqrt === then.sqrt &&
    math.trunc === then.trunc &&
    number.isFinite === numbers.isFinite &&
    number.isInteger === numbers.isInteger &&
    number.isNaN === numbers.isNaN &&
    number.isSafeInteger === numbers.isSafeInteger &&
    number.parseInt === numbers.parseInt &&
    ofNumbers.toString === numbersThen.toString &&
    big.asIntN === bigs.asIntN &&
    big.asUintN === bigs.asUintN &&
    ofBigInts.toString === bigIntsThen.toString;
}

export function watchTexts(): () => boolean {
  const [now, then] = [String.prototype, copy(String.prototype)];
  const [expression, expressions] = [RegExp.prototype, copy(RegExp.prototype)];
  const { stringify } = JSON;
  return () =>
    now.charCodeAt === then.charCodeAt &&
    now.endsWith === then.endsWith &&
    now.includes === then.includes &&
    now.indexOf === then.indexOf &&
    now.padEnd === then.padEnd &&
    now.padStart === then.padStart &&
    now.repeat === then.repeat &&
    now.replace === then.replace &&
    now.replaceAll === then.replaceAll &&
    now.slice === then.slice &&
    now.split === then.split &&
    now.startsWith === then.startsWith &&
    now.trimEnd === then.trimEnd &&
    now.trimStart === then.trimStart &&
    now[Symbol.iterator] === then[Symbol.iterator] &&
    expression.exec === expressions.exec &&
    expression.test === expressions.test &&
    expression[Symbol.replace] === expressions[Symbol.replace] &&
    expression[Symbol.split] === expressions[Symbol.split] &&
    JSON.stringify === stringify;
}
