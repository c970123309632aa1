/**
 * The decorator on a method, a static method and a getter. Node does not parse decorators yet: TypeScript compiles them.
 *
 *     npx cpmoptimize run examples/decorator.ts --call 'Triangles.tetrahedral(10n ** 30n)'
 */
import { cpmoptimize } from "cpmoptimize";

export class Triangles {
  readonly n: bigint;

  constructor(n: bigint) {
    this.n = n;
  }

  /** 1 + 2 + … + n. */
  @cpmoptimize()
  get last(): bigint {
    const { n } = this;
    let sum = 0n;
    for (let i = 1n; i <= n; i++) sum += i;
    return sum;
  }

  /** 1 + 2 + … + k, for any k. */
  @cpmoptimize()
  at(k: bigint): bigint {
    let sum = 0n;
    while (k > 0n) sum += k--;
    return sum;
  }

  /** The sum of the first n triangular numbers. */
  @cpmoptimize()
  static tetrahedral(n: bigint): bigint {
    let triangle = 0n;
    let sum = 0n;
    for (let i = 1n; i <= n; i++) {
      triangle += i;
      sum += triangle;
    }
    return sum;
  }
}
