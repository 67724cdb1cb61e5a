/** Where one axis of a scroller is, CSS pixels. */
export interface ScrollPosition {
  offset: number;
  /** Length of what is scrolled. */
  contentLength: number;
  /** Length of what is seen of it. */
  visibleLength: number;
}

/** An end of an axis: the top or left, or the bottom or right. */
export type ScrollEdge = "start" | "end";

/**
 * Notices when one axis of a scroller comes near an end: once each time it gets there, and again when the content has grown since,
 * so that a list which loads more on reaching its end does not get stuck.
 */
export class ScrollEdges {
  #offset = 0;
  #isNearStart = true;
  /** Length of the content when its end was reached, 0 while it is away from it. */
  #endedLength = 0;

  /** Tells which end a movement reached; `near` is how close to each counts. */
  move(position: ScrollPosition, near: Record<ScrollEdge, number>): ScrollEdge | undefined {
    const { offset, contentLength, visibleLength } = position;
    const movement = offset - this.#offset;
    const wasNearStart = this.#isNearStart;
    const endedLength = this.#endedLength;
    const isNearEnd = offset + visibleLength + near.end >= contentLength;
    this.#offset = offset;
    this.#isNearStart = offset <= near.start;
    if (!isNearEnd) this.#endedLength = 0;
    if (movement < 0 && this.#isNearStart && !wasNearStart) return "start";
    if (movement > 0 && isNearEnd && endedLength !== contentLength) {
      this.#endedLength = contentLength;
      return "end";
    }
    return undefined;
  }
}
