import * as fc from "fast-check";
import { expect, it } from "vitest";
import { FreeSpace } from "./free-space.ts";

it("never gives a range twice, and takes all of them back", () => {
  const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(50)), { maxLength: 80 });
  fc.assert(
    fc.property(steps, (changes) => {
      const taken: boolean[] = [];
      const used: [number, number][] = [];
      let space = new FreeSpace([]);
      for (const [isTake, number] of changes) {
        if (isTake) {
          const start = space.take(number + 1);
          const isFree = used.every(([other, length]) => start + number + 1 <= other || other + length <= start);
          taken.push(isFree);
          used.push([start, number + 1]);
        } else {
          const [range] = used.splice(number % Math.max(1, used.length), 1);
          if (range !== undefined) space.give(...range);
        }
        expect(space.end).toBe(Math.max(0, ...used.map(([start, length]) => start + length)));
        // It follows from what is used.
        if (number % 7 === 0) space = new FreeSpace(used);
      }
      expect(taken).not.toContain(false);
      for (const range of used) space.give(...range);
      expect(space.end).toBe(0);
      expect(space.take(1)).toBe(0);
    }),
  );
});
