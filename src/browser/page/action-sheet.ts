import { HostError, type ActionSheet } from "../../core/ports/index.ts";
import { showDialog } from "./dialog.ts";
import { button, element } from "./element.ts";
import type { Overlay } from "./overlay.ts";

/** The platform's default colour; WeUI has it by theme, as the platform does. */
const ITEM_COLOR = "#000000";
const CANCELLED = -1;

/** Shows a list of choices that slides in from below. Resolves with the index of the choice, rejects with `cancelled`. */
export async function showActionSheet(overlay: Overlay, sheet: ActionSheet, cancelText: string): Promise<number> {
  const index = await showDialog<number>(overlay, {
    label: sheet.alertText ?? sheet.items.join(", "),
    dismissal: CANCELLED,
    fill(dialog, answer) {
      const items = sheet.items.map((text, index) => {
        const item = button("weui-actionsheet__cell", text, () => answer(index));
        if (sheet.itemColor !== ITEM_COLOR) item.style.color = sheet.itemColor;
        return item;
      });
      const cancel = button("weui-actionsheet__cell", cancelText, () => answer(CANCELLED));
      const list = element("div", "weui-actionsheet");
      if (sheet.alertText !== undefined && sheet.alertText !== "") {
        const caption = element("p", "weui-actionsheet__title-text", sheet.alertText);
        list.append(element("div", "weui-actionsheet__title", caption));
      }
      list.append(
        element("div", "weui-actionsheet__menu", ...items),
        element("div", "weui-actionsheet__action", cancel),
      );
      dialog.append(list);
    },
  });
  if (index === CANCELLED) throw new HostError("cancelled", "The person closed the action sheet");
  return index;
}
