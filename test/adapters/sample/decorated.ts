/** A class with decorated members, for the tools that know decorators. */
import { cpmoptimize } from "cpmoptimize";

const bonus = 3n;

export class Sums {
  readonly factor: bigint;

  constructor(factor: bigint) {
    this.factor = factor;
  }

  @cpmoptimize()
  triangle(n: bigint): bigint {
    let sum = bonus;
    for (let i = 0n; i < n; i++) sum += i;
    return sum * this.factor;
  }

  @cpmoptimize({ strict: true })
  static squares(n: bigint): bigint {
    let sum = 0n;
    for (let i = 0n; i < n; i++) sum += i * i;
    return sum;
  }
}
