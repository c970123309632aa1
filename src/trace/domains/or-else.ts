/**
 * A domain with a second one behind it, for the calls whose values the first does not allow.
 *
 * `x = (x * 1103515245 + 12345) & 0x7fffffff` is read modulo 2^31, but its products are not exact; `x = (x - 1) % 7` has two
 * representatives of each class. Both are finite states all the same. The second is asked when the first refuses a call, or
 * certifies fewer of its turns; what the first cannot read is refused. What the reading says of itself is said by the one that
 * the last call used.
 */
import type { Progress } from "../../algebra/progress.ts";
import type { RefusalSignal as Refused } from "../refusal.ts";
import { RefusalSignal } from "../refusal.ts";
import { unlessRefused } from "../unless-refused.ts";
import type { Call, Costs, Demand, Domain, Reading, Run } from "./domain.ts";

export function orElse(first: Domain, second: Domain): Domain {
  return {
    ...first,
    read(trace, demand, settings) {
      const reading = first.read(trace, demand, settings);
      return readingOrElse(reading, () => second.read(trace, demand, settings));
    },
  };
}

/** A reading with another behind it, made when it is needed. */
export function readingOrElse(first: Reading, second: () => Reading): Reading {
  let other: Reading | undefined;
  return new ReadingOrElse(first, () => (other ??= second()));
}

class ReadingOrElse implements Reading {
  private readonly first: Reading;
  private readonly second: () => Reading;
  private used: Reading;

  constructor(first: Reading, second: () => Reading) {
    this.first = first;
    this.second = second;
    this.used = first;
  }

  get groups(): Reading["groups"] {
    return this.used.groups;
  }

  get dimension(): number {
    return this.used.dimension;
  }

  get kernel(): string | undefined {
    return this.used.kernel;
  }

  covers(variable: string): boolean {
    return this.first.covers(variable);
  }

  begin(call: Call): Run {
    this.used = this.first;
    const begun = unlessRefused(() => this.first.begin(call));
    const useSecond = (): void => {
      this.used = this.second();
    };
    if (begun instanceof RefusalSignal) {
      const other = unlessRefused(() => this.second().begin(call));
      // The first domain's reason is the one that helps.
      if (other instanceof RefusalSignal) throw begun;
      useSecond();
      return other;
    }
    return new RunOrElse(begun, () => unlessRefused(() => this.second().begin(call)), useSecond);
  }
}

class RunOrElse implements Run {
  readonly lasts: bigint | undefined;
  readonly end: Run["end"];
  private run: Run;
  private readonly other: () => Run | Refused;
  private readonly useOther: () => void;

  constructor(run: Run, other: () => Run | Refused, useOther: () => void) {
    this.run = run;
    this.other = other;
    this.useOther = useOther;
    this.lasts = run.lasts;
    this.end = run.end;
  }

  certify(turns: bigint): bigint {
    const certified = this.run.certify(turns);
    if (certified === turns) return certified;
    const other = this.other();
    const more = other instanceof RefusalSignal ? 0n : other.certify(turns);
    if (other instanceof RefusalSignal || more <= certified) return certified;
    this.run = other;
    this.useOther();
    return more;
  }

  exceeds(turns: bigint, limit: number): ReturnType<Run["exceeds"]> {
    return this.run.exceeds(turns, limit);
  }

  fits(turns: bigint, limit: number): boolean {
    return this.run.fits(turns, limit);
  }

  costs(turns: bigint, demand: Demand): Costs {
    return this.run.costs(turns, demand);
  }

  magnitude(variable: string, turns: bigint): number {
    return this.run.magnitude(variable, turns);
  }

  bits(variable: string, turns: bigint, limit: number): number {
    return this.run.bits(variable, turns, limit);
  }

  after(turns: bigint, demand: Demand, progress?: Progress): ReturnType<Run["after"]> {
    return this.run.after(turns, demand, progress);
  }
}
