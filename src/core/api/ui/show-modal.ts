import type { AsyncApi } from "../api.ts";
import { WxError } from "../wx-error.ts";

const MAX_BUTTON_CHARACTERS = 4;

/** Options of `wx.showModal`. */
export interface ShowModalOptions {
  title?: string;
  /** Line breaks are kept; with `editable` the initial text of the input. */
  content?: string;
  showCancel?: boolean;
  /** At most four characters. */
  cancelText?: string;
  cancelColor?: string;
  /** At most four characters. */
  confirmText?: string;
  confirmColor?: string;
  /** Whether there is an input. */
  editable?: boolean;
  placeholderText?: string;
}

/** The answer; one of `confirm` and `cancel` is true. */
export interface ShowModalResult {
  confirm: boolean;
  cancel: boolean;
  /** What was typed into an editable modal, else `null`. */
  content: string | null;
}

/**
 * Asks the person to confirm; cancelling is a success with `cancel: true`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showModal.html
 */
export const showModal: AsyncApi<ShowModalOptions, ShowModalResult, keyof ShowModalOptions> = {
  name: "showModal",
  reference: "ui/interaction",
  params: {
    title: { type: "string", default: "" },
    content: { type: "string", default: "" },
    showCancel: { type: "boolean", default: true },
    cancelText: { type: "string", default: "取消" },
    cancelColor: { type: "string", default: "#000000" },
    confirmText: { type: "string", default: "确定" },
    confirmColor: { type: "string", default: "#576B95" },
    editable: { type: "boolean", default: false },
    placeholderText: { type: "string", default: "" },
  },
  result: { confirm: true, cancel: true, content: true },
  async run(options, { ports }) {
    checkButton("cancelText", options.cancelText);
    checkButton("confirmText", options.confirmText);
    const { isConfirmed, content } = await ports.presenter.showModal({
      title: options.title,
      content: options.content,
      hasCancel: options.showCancel,
      cancelText: options.cancelText,
      cancelColor: options.cancelColor,
      confirmText: options.confirmText,
      confirmColor: options.confirmColor,
      isEditable: options.editable,
      placeholder: options.placeholderText,
    });
    return { confirm: isConfirmed, cancel: !isConfirmed, content };
  },
};

function checkButton(name: string, text: string): void {
  if (Array.from(text).length > MAX_BUTTON_CHARACTERS) {
    throw new WxError(`${name} length should not larger than ${MAX_BUTTON_CHARACTERS} Chinese characters`);
  }
}
