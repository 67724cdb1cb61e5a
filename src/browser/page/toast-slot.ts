import type { Toast } from "../../core/ports/index.ts";
import { element } from "./element.ts";
import type { Overlay } from "./overlay.ts";
import type { AcquiredResource } from "./resources.ts";

/** The one place for a toast or a loading. */
export interface ToastSlot {
  /** Shows this toast instead of what is in the slot. */
  show(toast: Toast): void;
  /** Empties the slot; with `kind` only if that is in it. */
  hide(kind?: Toast["kind"]): void;
}

const ICON_CLASSES = { success: "weui-icon-success-no-circle", error: "weui-icon-warn" } as const;

/** Makes an empty slot; pictures of toasts come from `acquire`. */
export function createToastSlot(overlay: Overlay, acquire: (source: string) => AcquiredResource): ToastSlot {
  let shown: { kind: Toast["kind"]; remove(): void } | undefined;
  const hide = (kind?: Toast["kind"]): void => {
    if (shown === undefined || (kind !== undefined && kind !== shown.kind)) return;
    shown.remove();
    shown = undefined;
  };

  return {
    hide,
    show(toast) {
      hide();
      const picture = toast.image === undefined ? undefined : acquire(toast.image);
      const box = drawToast(toast, picture);
      overlay.root.append(box);
      const timer = toast.durationMs === undefined ? undefined : setTimeout(hide, toast.durationMs);
      const remove = (): void => {
        clearTimeout(timer);
        picture?.release();
        box.remove();
      };
      shown = { kind: toast.kind, remove };
    },
  };
}

function drawToast(toast: Toast, picture: AcquiredResource | undefined): HTMLElement {
  const icon = picture === undefined ? drawIcon(toast.icon) : drawPicture(picture);
  const content = element("p", "weui-toast__content", toast.title);
  const body =
    icon === undefined
      ? element("div", "weui-toast weui-toast_text", content)
      : element("div", "weui-toast", icon, content);
  const box = element("div", "", element("div", "weui-toast__wrp", body));
  box.role = "alert";
  if (toast.hasMask) box.prepend(element("div", "weui-mask_transparent"));
  return box;
}

function drawIcon(icon: Toast["icon"]): HTMLElement | undefined {
  if (icon === "none") return undefined;
  if (icon === "loading") {
    return element("span", "weui-primary-loading weui-icon_toast", element("span", "weui-primary-loading__dot"));
  }
  return element("i", `${ICON_CLASSES[icon]} weui-icon_toast`);
}

function drawPicture(picture: AcquiredResource): HTMLElement {
  const image = element("img", "weui-icon_toast toast-image");
  image.alt = "";
  picture.url.then(
    (url) => (image.src = url),
    () => console.warn("The picture of a toast could not be found"),
  );
  return image;
}
