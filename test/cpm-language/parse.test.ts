import { describe, expect, test } from "vitest";
import { CpmError, parse } from "../../src/cpm-language/index.ts";

const names = (source: string) => parse(source, "p.cpm").names;

describe("what is a program", () => {
  test("names come in the order of their first assignment", () => {
    expect(names("b = 1\na = b\nloop 2\n  z = a\n  c = z\nend\nb += 1")).toEqual(["b", "a", "z", "c"]);
  });

  test("a comment begins with # or //", () => {
    expect(names("// first\na = 1 // one\nb = 2// two # three\n# // \n")).toEqual(names("a = 1\nb = 2"));
  });

  test("a line is what stands before its comment; spaces, tabs, blank lines and line ends do not matter", () => {
    expect(names("\uFEFFa=1#no b = 2\r\n\r\n \tb\t=\ta # a\n#\n   loop 3#!\n end \rc = -5")).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  test("names are letters of any script, marks, digits and _; the language's own words are names too", () => {
    expect(names("ß = 1\n_1 = ß\n变量 = _1\nÿ_٣ = 变量\nloop = 4\nend = loop\n__proto__ = end")).toEqual([
      ..."ß _1 变量 ÿ_٣ loop end __proto__".split(" "),
    ]);
  });

  test("a statement is written in the trace's own terms", () => {
    expect(parse("x = 5\nx -= -3\nx *= -40000000000000000000000", "").statements).toEqual([
      ["set", "1:1", "x", 5n],
      ["set", "2:1", "x", ["-", "2:1", "x", -3n]],
      ["set", "3:1", "x", ["*", "3:1", "x", -40000000000000000000000n]],
    ]);
  });

  test("a loop is a loop in the statements and a program of its own", () => {
    const { statements, loops } = parse("a = 1\nloop 7\n  t = a\n  loop 2\n    a += t\n  end\nend", "p.cpm");
    expect(statements.map((statement) => (statement as readonly unknown[])[0])).toEqual([
      "set",
      "set",
      "loop",
    ]);
    const [inner, outer] = [...loops.values()];
    expect(inner).toMatchObject({
      file: "p.cpm",
      place: "4:3",
      inputs: [" loop 4:3", "a", "t"],
      writes: [" loop 4:3", "a"],
      liveLast: [" loop 4:3", "a"],
      locals: [],
    });
    expect(outer).toMatchObject({
      place: "2:1",
      inputs: [" loop 2:1", "a", "t"],
      writes: [" loop 2:1", "t", "a"],
      live: [" loop 2:1", "t", "a"],
      liveLast: [" loop 2:1", "a"],
      locals: [" loop 4:3"],
    });
  });

  test("a loop of no turns is checked and assigns nothing", () => {
    expect(names("a = 1\nloop 0\n  b = a\nend")).toEqual(["a"]);
    expect(() => parse("a = 1\nloop 0\n  b = a\nend\na = b", "p.cpm")).toThrow("b has no value yet");
    expect(() => parse("loop 0\n  b = a\nend", "p.cpm")).toThrow("a has no value yet");
  });
});

describe("what is none, with its place and a remedy", () => {
  test.each<[source: string, what: string, place: string]>([
    ["a = b", "b has no value yet", "1:5"],
    ["a += 1", "a has no value yet", "1:1"],
    ["a = 1\nloop 2\n  a += b\n  b = 1\nend", "b has no value yet", "3:8"],
    ["x = 1\ny = 2\n  x *= y", "x *= y multiplies by a variable", "3:8"],
    ["x = 1\nx *= x", "x *= x multiplies by a variable", "2:6"],
    ["x /= 2", "x /= 2 is not a statement", "1:1"],
    ["x", "x is not a statement", "1:1"],
    ["5 = x", "5 = x is not a statement", "1:1"],
    ["x = ", "a variable or an integer is missing", "1:4"],
    ["x = 1.5", "1.5 is neither a variable nor an integer", "1:5"],
    ["x = 1n", "1n is neither a variable nor an integer", "1:5"],
    ["x == 1", "= is neither a variable nor an integer", "1:4"],
    ["x = - 1", "- is neither a variable nor an integer", "1:5"],
    ["x = 1\nx = -x", "-x is neither a variable nor an integer", "2:5"],
    ["x = 1\nx = x + 1", "+ is too much on this line", "2:7"],
    ["x = 1; y = 2", "1; is neither a variable nor an integer", "1:5"],
    ["loop", "the number of turns is missing", "1:5"],
    ["n = 5\nloop n\nend", "n is not a number of turns", "2:6"],
    ["loop -1\nend", "a loop cannot have -1 turns", "1:6"],
    ["loop 5 # times\n end loop", "loop is too much on this line", "2:6"],
    ["loop 5 6\nend", "6 is too much on this line", "1:8"],
    ["a = 1\nend", "this end has no loop", "2:1"],
    ["loop 1\nend\n\tend", "this end has no loop", "3:2"],
    ["loop 1\n  loop 2\n  end", "this loop has no end", "1:1"],
    ["loop 1\n  loop 2", "this loop has no end", "2:3"],
    ["LOOP 5\nEND", "LOOP 5 is not a statement", "1:1"],
  ])("%j", (source, what, place) => {
    let error: unknown;
    try {
      parse(source, "p.cpm");
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(CpmError);
    const { message, file, line, column, remedy } = error as CpmError;
    expect(message).toContain(what);
    expect(message).toContain(`at p.cpm:${place}`);
    expect(message).toMatch(/\n> +\d+ \| /);
    expect(message).toContain(`remedy: ${remedy}`);
    expect(`${file}:${line}:${column}`).toBe(`p.cpm:${place}`);
  });
});
