import { describe, expect, it } from "vitest";
import { readModifiers } from "./modifiers.ts";

describe("readModifiers", () => {
  it("asks for nothing without a query", () => {
    expect(readModifiers(new URLSearchParams())).toEqual({ delayMs: 0, headersDelayMs: 0 });
  });

  it("reads every modifier", () => {
    const query = new URLSearchParams("delay=1&headers-delay=2&rate=3&drop=0&status=503&other=x");
    expect(readModifiers(query)).toEqual({
      delayMs: 1,
      headersDelayMs: 2,
      bytesPerSecond: 3,
      dropAfterBytes: 0,
      status: 503,
    });
  });

  it.each(["delay=-1", "delay=", "delay=1e99", "rate=0", "rate=fast", "drop=1.5", "status=99", "status=600"])(
    "refuses ?%s",
    (query) => {
      expect(readModifiers(new URLSearchParams(query))).toEqual({
        delayMs: 0,
        headersDelayMs: 0,
        problem: expect.stringContaining(`?${query} must`),
      });
    },
  );

  it("names all problems at once", () => {
    const read = readModifiers(new URLSearchParams("rate=x&status=y"));
    expect(read).toMatchObject({ problem: expect.stringMatching(/rate=x.*status=y/) });
  });
});
