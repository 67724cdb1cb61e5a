import { expect, it } from "vitest";
import { ARENA, joinExtents, sealedNames, sizeOf, sliceExtents, ZEROS, type Extent } from "./extents.ts";

const extents: Extent[] = [
  [ARENA, 100, 10],
  ["sealed", 5, 20],
  [ZEROS, 0, 30],
];

it.each<[number, number, Extent[]]>([
  [0, 60, extents],
  [0, 0, []],
  [10, 30, [["sealed", 5, 20]]],
  [
    5,
    12,
    [
      [ARENA, 105, 5],
      ["sealed", 5, 2],
    ],
  ],
  [
    29,
    99,
    [
      ["sealed", 24, 1],
      [ZEROS, 0, 30],
    ],
  ],
  [60, 99, []],
])("takes the part from %i to %i", (from, to, expected) => {
  expect(sliceExtents(extents, from, to)).toEqual(expected);
});

it("makes one of neighbours, and leaves out what is empty", () => {
  expect(
    joinExtents(
      [[ARENA, 0, 5]],
      [
        [ARENA, 5, 5],
        ["a", 0, 0],
      ],
      [
        [ARENA, 11, 1],
        [ZEROS, 0, 2],
        [ZEROS, 0, 3],
      ],
    ),
  ).toEqual([
    [ARENA, 0, 10],
    [ARENA, 11, 1],
    [ZEROS, 0, 5],
  ]);
});

it("knows how long they are, and which files they need", () => {
  expect(sizeOf(extents)).toBe(60);
  expect([...sealedNames(extents)]).toEqual(["sealed"]);
});
