/** Where bytes are: {@link ARENA}, {@link ZEROS}, or the name of a sealed file. */
export type Source = string;
/** The source in the arena; no sealed file has this name. */
export const ARENA = "";
/** The source of zeros; no sealed file has this name. */
export const ZEROS = "0";

/** A part of a file: `length` bytes from `start` of their source. */
export type Extent = readonly [source: Source, start: number, length: number];

/** How many bytes extents have together. */
export function sizeOf(extents: readonly Extent[]): number {
  return extents.reduce((sum, [, , length]) => sum + length, 0);
}

/** The part of extents between two positions; a position past the end is the end. */
export function sliceExtents(extents: readonly Extent[], from: number, to: number): Extent[] {
  const found: Extent[] = [];
  let position = 0;
  for (const [source, start, length] of extents) {
    if (position >= to) break;
    const [first, last] = [Math.max(from, position), Math.min(to, position + length)];
    if (first < last) found.push([source, start + first - position, last - first]);
    position += length;
  }
  return found;
}

/** Puts extents one after another; neighbours that lie side by side become one. */
export function joinExtents(...parts: readonly (readonly Extent[])[]): Extent[] {
  const joined: Extent[] = [];
  for (const extent of parts.flat()) {
    const [source, start, length] = extent;
    const last = joined.at(-1);
    const isNext = last?.[0] === source && (source === ZEROS || last[1] + last[2] === start);
    if (last !== undefined && isNext) joined[joined.length - 1] = [source, last[1], last[2] + length];
    else if (length > 0) joined.push(extent);
  }
  return joined;
}

/** The sealed files among the sources. */
export function sealedNames(extents: readonly Extent[]): Set<string> {
  return new Set(extents.map(([source]) => source).filter((source) => source !== ARENA && source !== ZEROS));
}
