import { HostError } from "../../core/ports/index.ts";
import { showDialog } from "./dialog.ts";
import { button, element } from "./element.ts";
import type { Overlay } from "./overlay.ts";
import type { Texts } from "./texts.ts";

/** Shows the chosen pictures and videos, and asks whether pictures are wanted as they are. Rejects with `cancelled`. */
export async function confirmImages(
  overlay: Overlay,
  items: readonly { blob: File; kind: "image" | "video" }[],
  texts: Texts,
): Promise<{ isOriginal: boolean }> {
  const shown = items.map(({ blob, kind }) => ({ url: URL.createObjectURL(blob), kind }));
  try {
    const answer = await showDialog<"original" | "compressed" | "cancelled">(overlay, {
      label: texts.choose.image,
      dismissal: "cancelled",
      fill(dialog, answer) {
        const toggle = element("input", "weui-switch");
        toggle.type = "checkbox";
        const cancel = button("choice-cancel", texts.cancel, () => answer("cancelled"));
        const done = button("weui-btn weui-btn_primary weui-btn_mini", texts.done(items.length), () =>
          answer(toggle.checked ? "original" : "compressed"),
        );
        const original = element("label", "choice-original", toggle, texts.original);
        dialog.append(
          element(
            "div",
            "choice",
            element("div", "choice-bar", cancel),
            element("ul", "choice-grid", ...shown.map(drawThumbnail)),
            element("div", "choice-bar", original, done),
          ),
        );
      },
    });
    if (answer === "cancelled")
      throw new HostError("cancelled", "The person closed the preview of the chosen pictures");
    return { isOriginal: answer === "original" };
  } finally {
    for (const { url } of shown) URL.revokeObjectURL(url);
  }
}

function drawThumbnail({ url, kind }: { url: string; kind: "image" | "video" }): HTMLElement {
  return element("li", "", kind === "image" ? drawImage(url) : drawVideo(url));
}

function drawImage(url: string): HTMLElement {
  const image = element("img", "");
  image.src = url;
  image.alt = "";
  return image;
}

function drawVideo(url: string): HTMLElement {
  const video = element("video", "");
  video.src = url;
  video.muted = true;
  video.preload = "metadata";
  return video;
}
