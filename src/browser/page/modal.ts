import type { Modal, ModalAnswer } from "../../core/ports/index.ts";
import { showDialog } from "./dialog.ts";
import { button, element } from "./element.ts";
import type { Overlay } from "./overlay.ts";

/** The platform's default colours; WeUI has them by theme, as the platform does. */
const CANCEL_COLOR = "#000000";
const CONFIRM_COLOR = "#576b95";

/** Shows a dialog with one or two buttons. Neither Escape nor a tap beside ends it. */
export function showModal(overlay: Overlay, modal: Modal): Promise<ModalAnswer> {
  return showDialog<ModalAnswer>(overlay, {
    label: modal.title || modal.content,
    fill(dialog, answer) {
      const box = element("div", "weui-dialog");
      if (modal.title !== "") {
        box.append(element("div", "weui-dialog__hd", element("strong", "weui-dialog__title", modal.title)));
      }
      const input = modal.isEditable ? createInput(modal) : undefined;
      if (input !== undefined || modal.content !== "") {
        box.append(element("div", "weui-dialog__bd", input ?? modal.content));
      }
      box.append(createButtons(modal, (isConfirmed) => answer({ isConfirmed, content: input?.value ?? null })));
      dialog.append(box);
    },
  });
}

function createInput({ content, placeholder }: Modal): HTMLInputElement {
  const input = element("input", "dialog-input");
  input.value = content;
  input.placeholder = placeholder;
  input.autofocus = true;
  return input;
}

function createButtons(modal: Modal, press: (isConfirmed: boolean) => void): HTMLElement {
  const buttons = element("div", "weui-dialog__ft");
  if (modal.hasCancel) {
    const cancel = button("weui-dialog__btn weui-dialog__btn_default", modal.cancelText, () => press(false));
    if (modal.cancelColor !== CANCEL_COLOR) cancel.style.color = modal.cancelColor;
    buttons.append(cancel);
  }
  const confirm = button("weui-dialog__btn weui-dialog__btn_primary", modal.confirmText, () => press(true));
  if (modal.confirmColor.toLowerCase() !== CONFIRM_COLOR) confirm.style.color = modal.confirmColor;
  buttons.append(confirm);
  return buttons;
}
