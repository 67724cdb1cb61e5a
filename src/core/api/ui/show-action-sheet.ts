import type { AsyncApi } from "../api.ts";
import { parameterError } from "../wx-error.ts";

const MAX_ITEMS = 6;

/** Options of `wx.showActionSheet`. */
export interface ShowActionSheetOptions {
  /** One to six texts. */
  itemList: string[];
  itemColor?: string;
  /** Caption above the items. */
  alertText?: string;
}

/**
 * Lets the person pick one of up to six texts.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showActionSheet.html
 */
export const showActionSheet: AsyncApi<ShowActionSheetOptions, { tapIndex: number }, "itemColor"> = {
  name: "showActionSheet",
  reference: "ui/interaction",
  params: {
    itemList: { type: "array", required: true, minItems: 1, items: { type: "string" } },
    itemColor: { type: "string", default: "#000000" },
    alertText: { type: "string" },
  },
  result: { tapIndex: true },
  async run({ itemList, itemColor, alertText }, { ports }) {
    if (itemList.length > MAX_ITEMS) throw parameterError(`itemList should not be large than ${MAX_ITEMS}`);
    const sheet = { items: [...itemList], itemColor, ...(alertText === undefined ? {} : { alertText }) };
    return { tapIndex: await ports.presenter.showActionSheet(sheet) };
  },
};
