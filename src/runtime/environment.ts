/** The environment variables that the runtime heeds, where there is an environment. */
import { once } from "./once.ts";

interface Processlike {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
}

function isSet(name: string): boolean {
  return (globalThis as Processlike).process?.env?.[name] === "1";
}

export const environment = {
  /** `CPM_DISABLE=1`: every loop runs as written. Read once: a switch for whole runs. */
  isDisabled: /* @__PURE__ */ once(() => isSet("CPM_DISABLE")),
  /** `CPM_CHECK=1`: what algebra says is held against real turns. Read once. */
  isChecking: /* @__PURE__ */ once(() => isSet("CPM_CHECK")),
  /** `CPM_DEBUG=1`: internal errors are thrown instead of disabling the site. */
  isDebugging: () => isSet("CPM_DEBUG"),
} as const;
