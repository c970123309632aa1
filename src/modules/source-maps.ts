/**
 * Source maps of several steps as one, in the text itself: what runtimes read.
 */
import remapping, { type SourceMapInput } from "@jridgewell/remapping";

/** Anything that is a source map: JSON, or an object that prints as such. */
export type AnyMap = string | { toString(): string };

/** The comment's address, in the last line that is one. */
const comment = /^[ \t]*\/\/[#@][ \t]*sourceMappingURL=(\S+)[ \t]*$/gm;

/** Where a text says that its map is; a `data:` address holds the map itself. */
export function mapAddress(code: string): string | undefined {
  return [...code.matchAll(comment)].at(-1)?.[1];
}

/** The map in a `data:` address; undefined when it is none, or not JSON in base64 or percent-encoding. */
export function mapInAddress(address: string): string | undefined {
  const [, encoding, data] = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(address) ?? [];
  if (data === undefined) return undefined;
  try {
    const text =
      encoding === undefined ? decodeURIComponent(data) : new TextDecoder().decode(bytesOf(atob(data)));
    return isMap(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

export function isMap(text: string): boolean {
  try {
    return (JSON.parse(text) as { mappings?: unknown } | null)?.mappings !== undefined;
  } catch {
    return false;
  }
}

/**
 * The text with one map at its end; of several, engines read the last.
 *
 * @param maps of the steps, the last step's first, each with one source: the text of the step before
 * @param source what the map calls the first text, if that was not made from others itself
 */
export function withMap(code: string, maps: readonly AnyMap[], source?: string): string {
  const composed = remapping(
    maps.map((map) => JSON.parse(map.toString()) as Exclude<SourceMapInput, string>),
    () => null,
    { excludeContent: true },
  );
  if (source !== undefined) composed.sources = [source];
  const address = `data:application/json;base64,${btoa(binaryOf(new TextEncoder().encode(composed.toString())))}`;
  return `${code}${code.endsWith("\n") ? "" : "\n"}//# sourceMappingURL=${address}\n`;
}

function bytesOf(binary: string): Uint8Array {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function binaryOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let k = 0; k < bytes.length; k += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(k, k + 8192)));
  return parts.join("");
}
