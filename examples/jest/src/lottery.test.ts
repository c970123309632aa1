import { expect, test } from "@jest/globals";
import { draw, triangle } from "./lottery.ts";

test("a billion billion draws take no time", () => {
  expect(draw(42n, 10n ** 18n)).toBe(17853151610777370666n);
});

test("draws add up", () => {
  expect(draw(draw(42n, 12345n), 54321n)).toBe(draw(42n, 66666n));
});

test("triangular numbers", () => {
  expect(triangle(100)).toBe(5050);
  expect(triangle(-3)).toBe(-1);
});
