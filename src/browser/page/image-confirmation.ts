import { HostError } from "../../core/ports/index.ts";
import { showDialog } from "./dialog.ts";
import { button, element } from "./element.ts";
import type { Overlay } from "./overlay.ts";
import type { Texts } from "./texts.ts";

/** Shows the chosen pictures and asks whether they are wanted as they are. Rejects with `cancelled`. */
export async function confirmImages(
  overlay: Overlay,
  files: readonly File[],
  texts: Texts,
): Promise<{ isOriginal: boolean }> {
  const urls = files.map((file) => URL.createObjectURL(file));
  try {
    const answer = await showDialog<"original" | "compressed" | "cancelled">(overlay, {
      label: texts.chooseImages,
      dismissal: "cancelled",
      fill(dialog, answer) {
        const toggle = element("input", "weui-switch");
        toggle.type = "checkbox";
        const cancel = button("choice-cancel", texts.cancel, () => answer("cancelled"));
        const done = button("weui-btn weui-btn_primary weui-btn_mini", texts.done(files.length), () =>
          answer(toggle.checked ? "original" : "compressed"),
        );
        const original = element("label", "choice-original", toggle, texts.original);
        dialog.append(
          element(
            "div",
            "choice",
            element("div", "choice-bar", cancel),
            element("ul", "choice-grid", ...urls.map(drawThumbnail)),
            element("div", "choice-bar", original, done),
          ),
        );
      },
    });
    if (answer === "cancelled")
      throw new HostError("cancelled", "The person closed the preview of the chosen pictures");
    return { isOriginal: answer === "original" };
  } finally {
    for (const url of urls) URL.revokeObjectURL(url);
  }
}

function drawThumbnail(url: string): HTMLElement {
  const image = element("img", "");
  image.src = url;
  image.alt = "";
  return element("li", "", image);
}
