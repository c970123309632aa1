import MagicString from "magic-string";
import { SourceMap, type SourceMapPayload } from "node:module";
import { describe, expect, it } from "vitest";
import { isMap, mapAddress, mapInAddress, withMap } from "../../src/modules/source-maps.ts";

const first = "one(two, «three»);\n";

describe("maps in the text", () => {
  it("are composed of the steps', the last step's first, and lead back to the first text", () => {
    const one = new MagicString(first);
    one.prepend("// zero\n");
    const two = new MagicString(one.toString());
    two.prependLeft(one.toString().indexOf("«"), "/* in between */ ");
    const maps = [two, one].map((each) => each.generateMap({ hires: true, source: "before" }));
    const code = withMap(two.toString(), maps, "file:///first.js");
    const map = JSON.parse(mapInAddress(mapAddress(code)!)!) as SourceMapPayload;
    expect(map.sources).toEqual(["file:///first.js"]);
    const [, line] = code.split("\n");
    expect(new SourceMap(map).findEntry(1, line!.indexOf("«"))).toMatchObject({
      originalLine: 0,
      originalColumn: first.indexOf("«"),
    });
  });

  it("stand on the last line that says so", () => {
    expect(mapAddress("1;\n")).toBeUndefined();
    expect(mapAddress("//# sourceMappingURL=a.map\nconst s = `x`;\n//# sourceMappingURL=b.map\n\n")).toBe(
      "b.map",
    );
    expect(mapAddress('f("//# sourceMappingURL=a.map");\n')).toBeUndefined();
  });

  it("are read from base64 and percent-encoding, and are maps", () => {
    const map = JSON.stringify({ version: 3, sources: ["ä.ts"], names: [], mappings: "" });
    const base64 = Buffer.from(map).toString("base64");
    expect(mapInAddress(`data:application/json;base64,${base64}`)).toBe(map);
    expect(mapInAddress(`data:application/json;charset=utf-8;base64,${base64}`)).toBe(map);
    expect(mapInAddress(`data:application/json,${encodeURIComponent(map)}`)).toBe(map);
    expect(mapInAddress("data:application/json;base64,AAAA")).toBeUndefined();
    expect(mapInAddress("a.js.map")).toBeUndefined();
    expect(isMap("null") || isMap("{") || isMap("{}")).toBe(false);
  });
});
