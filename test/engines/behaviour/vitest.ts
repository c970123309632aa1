/**
 * What the test files import as "vitest", in any engine: Vitest's own runner, assertions and spies, which use nothing of
 * Node. A bundle has one instance of each module, so that mocked modules and modules loaded anew are not to be had: tests
 * that ask for the latter are skipped, and say why.
 */
import {
  addCustomEqualityTesters,
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  customMatchers,
  getState,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import { getCurrentTest } from "@vitest/runner";
import { fn, restoreAllMocks, spyOn } from "@vitest/spy";

export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from "@vitest/runner";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

type Expect = Record<string, unknown> & ((value: unknown, message?: string) => object);
function extend(matchers: object): void {
  (chai.expect as unknown as { extend(of: object, matchers: object): void }).extend(expect, matchers);
}

const globals = globalThis as unknown as Record<string | symbol, unknown>;

export const expect = ((value: unknown, message?: string) => {
  const assertion = chai.expect(value, message) as unknown as { withTest(test: unknown): object };
  const test = getCurrentTest();
  return test === undefined ? assertion : assertion.withTest(test);
}) as unknown as Expect;
Object.assign(expect, chai.expect, globals[ASYMMETRIC_MATCHERS_OBJECT], {
  assert: chai.assert,
  getState: () => getState(expect as never),
  setState: (state: object) => setState(state, expect as never),
  extend,
  addEqualityTesters: addCustomEqualityTesters,
  unreachable: (message = "") => chai.assert.fail(`expected ${message} not to be reached`),
});
setState({ assertionCalls: 0 } as never, expect as never);
globals[GLOBAL_EXPECT] = expect;
extend(customMatchers);

const stubbedGlobals = new Map<string, PropertyDescriptor | undefined>();
const stubbedVariables = new Map<string, string | undefined>();

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

export const vi = {
  fn,
  spyOn,
  restoreAllMocks,
  resetModules() {
    getCurrentTest()?.context.skip("a bundle cannot load its modules anew");
  },
  stubGlobal(name: string, value: unknown) {
    if (!stubbedGlobals.has(name)) {
      stubbedGlobals.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    }
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
  },
  unstubAllGlobals() {
    for (const [name, was] of stubbedGlobals) {
      if (was === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, was);
    }
    stubbedGlobals.clear();
  },
  stubEnv(name: string, value: string | undefined) {
    if (!stubbedVariables.has(name)) stubbedVariables.set(name, process.env[name]);
    setVariable(name, value);
  },
  unstubAllEnvs() {
    stubbedVariables.forEach((value, name) => setVariable(name, value));
    stubbedVariables.clear();
  },
};
