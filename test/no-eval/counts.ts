/** Counts the modules of WebAssembly that are asked for, and those that there are. */
interface WebAssemblyGlobal {
  Module: new (bytes: Uint8Array) => object;
}

export const counts = { attempts: 0, made: 0 };
const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyGlobal };
const { Module } = WebAssembly;
WebAssembly.Module = function (bytes: Uint8Array): object {
  counts.attempts++;
  const module = new Module(bytes);
  counts.made++;
  return module;
} as unknown as WebAssemblyGlobal["Module"];
