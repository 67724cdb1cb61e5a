import { expect, it } from "vitest";
import { places } from "./postcode-table.ts";

it("has six digits and all parts of the address in every row", () => {
  expect(places.length).toBeGreaterThan(40);
  for (const place of places) {
    expect(place.PostNumber).toMatch(/^\d{6}$/);
    expect(Object.values(place)).not.toContain("");
  }
});
