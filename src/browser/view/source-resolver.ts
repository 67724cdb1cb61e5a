/** Resolves the resources that elements show. */
export interface SourceResolver {
  /** Starts to resolve `source`; `release` must be called when the element no longer shows it. */
  acquire(source: string): { url: Promise<string>; release: () => void };
}
