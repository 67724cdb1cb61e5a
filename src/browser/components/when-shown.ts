/**
 * Calls back once an element has a box: at once if it has one, otherwise when a page that was prepared while hidden is shown.
 * The returned function gives up.
 */
export function whenShown(element: Element, callback: () => void): () => void {
  if (element.getClientRects().length > 0) {
    callback();
    return () => {};
  }
  const observer = new IntersectionObserver(() => {
    if (element.getClientRects().length === 0) return;
    observer.disconnect();
    callback();
  });
  observer.observe(element);
  return () => observer.disconnect();
}
