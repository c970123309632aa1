/** How a site behaves, and what it tells about its decisions. */
import type { Place } from "../trace/ir.ts";
import type { Refusal } from "../trace/refusal.ts";

/** A decision, told as it is made. */
export type CpmEvent =
  | {
      readonly kind: "recompiled";
      readonly function: string;
      readonly file: string;
      readonly loops: number;
      readonly refused: number;
    }
  | {
      readonly kind: "accelerated";
      readonly loop: string;
      readonly file: string;
      readonly place: Place;
      readonly turns: bigint;
      readonly kernel: string;
    }
  | {
      readonly kind: "declined";
      readonly loop: string;
      readonly file: string;
      readonly place: Place;
      readonly refusal: Refusal;
    };

export interface Settings {
  readonly strict: boolean;
  readonly itersLimit: "auto" | bigint;
  readonly types: readonly ("bigint" | "integer" | "float")[];
  readonly optMinRows: boolean;
  readonly optClearStack: boolean;
  // Not absent: they are read before anything is known of what objects inherit.
  /** undefined: silent. */
  readonly onEvent: ((event: CpmEvent) => void) | undefined;
  /** Hears of long jumps how far they have come. */
  readonly onProgress: ((fraction: number) => void) | undefined;
}

export const defaultSettings: Settings = {
  strict: false,
  itersLimit: "auto",
  types: ["bigint", "integer"],
  optMinRows: true,
  optClearStack: true,
  onEvent: undefined,
  onProgress: undefined,
};
