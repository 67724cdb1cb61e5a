import { describe, expect, it } from "vitest";
import { ScrollEdges, type ScrollEdge } from "./scroll-edges.ts";

const near = { start: 50, end: 50 };

function scroll(edges: ScrollEdges, offsets: number[], contentLength = 1000): (ScrollEdge | undefined)[] {
  return offsets.map((offset) => edges.move({ offset, contentLength, visibleLength: 100 }, near));
}

describe("ends of a scroller", () => {
  it("are reported once per entry", () => {
    expect(scroll(new ScrollEdges(), [400, 840, 860, 900, 500, 870])).toEqual([
      undefined,
      undefined,
      "end",
      undefined,
      undefined,
      "end",
    ]);
  });

  it("do not report the start where scrolling begins", () => {
    expect(scroll(new ScrollEdges(), [20, 0])).toEqual([undefined, undefined]);
    expect(scroll(new ScrollEdges(), [200, 40, 10])).toEqual([undefined, "start", undefined]);
  });

  it("report the end again after the content grew, even if it stayed near", () => {
    const edges = new ScrollEdges();
    expect(scroll(edges, [860])).toEqual(["end"]);
    expect(scroll(edges, [880], 1020)).toEqual(["end"]);
    expect(scroll(edges, [890], 1020)).toEqual([undefined]);
  });

  it("do not report the end while moving away from it", () => {
    const edges = new ScrollEdges();
    expect(scroll(edges, [900])).toEqual(["end"]);
    expect(scroll(edges, [880], 990)).toEqual([undefined]);
  });
});
