import type { Rolldown } from "tsdown";

export function pureConstants(): Rolldown.Plugin;
export function withPureConstants(code: string): string;
