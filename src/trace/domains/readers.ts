/**
 * Which domains can read which variables of a trace.
 *
 * A variable is read with all that its next value depends on. Variables that depend on one another have the same closure, so
 * they are asked about together: a recurrence of order 300 is read, or refused, once, not 300 times.
 */
import { RefusalSignal } from "../refusal.ts";
import type { Trace } from "../trace.ts";
import { unlessRefused } from "../unless-refused.ts";
import { closureOf, restrict } from "./dependencies.ts";
import type { Domain, DomainSettings } from "./domain.ts";

/** Variables with the same closure, and the trace of that closure alone. */
interface Kin {
  readonly names: string[];
  readonly alone: Trace;
}

/** One loop's demands are read one after the other, from one trace. */
const known = new WeakMap<Trace, { readonly settings: DomainSettings; readonly readers: Readers }>();

export function readersOf(trace: Trace, settings: DomainSettings): Readers {
  const before = known.get(trace);
  if (before?.settings === settings) return before.readers;
  const readers = new Readers(trace, settings);
  known.set(trace, { settings, readers });
  return readers;
}

class Readers {
  private readonly settings: DomainSettings;
  private readonly kin = new Map<string, Kin>();
  private readonly known = new Map<Domain, Map<string, boolean>>();

  constructor(trace: Trace, settings: DomainSettings) {
    this.settings = settings;
    const byClosure = new Map<string, Kin>();
    for (const name of trace.next.keys()) {
      const closure = closureOf([name], trace);
      const key = [...closure].sort().join();
      let kin = byClosure.get(key);
      if (kin === undefined) byClosure.set(key, (kin = { names: [], alone: restrict(trace, closure, []) }));
      kin.names.push(name);
      this.kin.set(name, kin);
    }
  }

  canRead(domain: Domain, name: string): boolean {
    let answers = this.known.get(domain);
    if (answers === undefined) {
      answers = new Map<string, boolean>();
      this.known.set(domain, answers);
    }
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = !(this.read(domain, name) instanceof RefusalSignal);
    for (const other of this.kinOf(name).names) answers.set(other, answer);
    return answer;
  }

  /** @throws RefusalSignal the domain's reason not to read the variable */
  refuse(domain: Domain, name: string): never {
    const { alone, names } = this.kinOf(name);
    domain.read(alone, names, this.settings);
    throw new Error(`${name} could be read after all`);
  }

  private read(domain: Domain, name: string): unknown {
    const { alone, names } = this.kinOf(name);
    return unlessRefused(() => {
      alone.graph.work.read += alone.next.size;
      return domain.read(alone, names, this.settings);
    });
  }

  private kinOf(name: string): Kin {
    const kin = this.kin.get(name);
    if (kin === undefined) throw new Error(`${name} is no variable of the trace`);
    return kin;
  }
}
