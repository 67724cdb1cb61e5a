import { expect, it } from "vitest";
import type { DevProblem } from "./dev.ts";
import { FreshWarnings } from "./fresh-warnings.ts";

const warning = (file: string, line: number): DevProblem => ({
  severity: "warning",
  code: "a",
  message: "Odd",
  file,
  line,
});

it("tells every warning of a compilation, and each but once", () => {
  const warnings = new FreshWarnings();
  const first = [warning("a.wxml", 1), warning("a.wxml", 5)];
  expect(warnings.take(first)).toEqual(first);
  expect(warnings.take([])).toEqual([]);
  expect(warnings.take([warning("a.wxml", 2), warning("b.wxml", 2)])).toEqual([warning("b.wxml", 2)]);
});

it("leaves errors out", () => {
  expect(new FreshWarnings().take([{ ...warning("a.wxml", 1), severity: "error" }])).toEqual([]);
});
