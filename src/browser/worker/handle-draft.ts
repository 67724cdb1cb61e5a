import type { Draft } from "./volume/draft.ts";
import { requireReadable } from "./volume/readable.ts";

/** Begins a handle. The browser keeps its bytes where it likes, but not all: in a private window of a phone it takes some megabytes only. */
export function createHandleDraft(Blob: typeof globalThis.Blob): Draft<Blob> {
  const parts: Blob[] = [];
  return {
    add: (bytes) => void parts.push(new Blob([bytes])),
    async end() {
      const blob = new Blob(parts);
      try {
        // Chromium refuses bytes without a word.
        await requireReadable(blob);
      } catch (cause) {
        throw Object.assign(new DOMException("The browser keeps no more bytes", "QuotaExceededError"), { cause });
      }
      return blob;
    },
    async discard() {},
  };
}
