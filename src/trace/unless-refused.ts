/** What an attempt gives, or the refusal that it met. */
import { RefusalSignal } from "./refusal.ts";

export function unlessRefused<T>(attempt: () => T): T | RefusalSignal {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof RefusalSignal) return error;
    throw error;
  }
}
