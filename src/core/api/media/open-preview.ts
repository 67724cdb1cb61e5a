import { isHostError, type PreviewItem } from "../../ports/index.ts";
import { locate } from "../../protocol/index.ts";
import type { CallContext } from "../call-context.ts";
import { findLocalFile } from "./find-local-file.ts";

/** Values of `referrerPolicy`. */
export const REFERRER_POLICIES = ["no-referrer", "origin"] as const;

/** What a preview is opened with. */
export interface PreviewRequest {
  items: PreviewItem[];
  /** The item to begin with; the first when there is no such item. */
  index: number;
  hasMenu: boolean;
  referrerPolicy: string;
}

/** Opens the viewer, which hides the current page until it is closed. Sources are as the app wrote them. */
export async function openPreview(request: PreviewRequest, context: CallContext): Promise<void> {
  const { items, index, hasMenu, referrerPolicy } = request;
  const located: PreviewItem[] = [];
  for (const { source, poster, ...item } of items) {
    const place = { source: await placeOf(source, context) };
    located.push(
      poster === undefined ? { ...item, ...place } : { ...item, ...place, poster: await placeOf(poster, context) },
    );
  }
  // Before it opens: one that it takes the place of is closed meanwhile.
  const reveal = context.router?.cover() ?? ((): void => {});
  try {
    await context.ports.presenter.openPreview(
      {
        items: located,
        index: Number.isInteger(index) && index >= 0 && index < items.length ? index : 0,
        hasMenu,
        sendsOrigin: referrerPolicy === "origin",
      },
      reveal,
    );
  } catch (error) {
    reveal();
    throw error;
  }
}

/** Where something is. What can't be found stays as it is: a picture that is missing does not keep the others from being shown. */
async function placeOf(source: string, context: CallContext): Promise<string> {
  if (locate(source)?.kind === "remote") return source;
  try {
    return (await findLocalFile(source, context)).path;
  } catch (error) {
    if (isHostError(error) && error.code === "not-found") return source;
    throw error;
  }
}
