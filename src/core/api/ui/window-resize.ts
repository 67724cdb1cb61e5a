import type { EventApi } from "../api.ts";

/** What a listener of `wx.onWindowResize` gets. */
export interface WindowResize {
  /** The area of a page, CSS pixels. */
  size: { windowWidth: number; windowHeight: number };
}

/**
 * Tells of every new size of the window.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/window/wx.onWindowResize.html
 */
export const windowResize: EventApi<WindowResize> = {
  name: "windowResize",
  reference: "ui/window",
  payload: { size: { windowWidth: true, windowHeight: true } },
  subscribe(emit, { ports: { system } }) {
    let last = system.infoSync();
    return system.onChange((info) => {
      const { windowWidth, windowHeight } = info;
      const isResized = windowWidth !== last.windowWidth || windowHeight !== last.windowHeight;
      last = info;
      if (isResized) emit({ size: { windowWidth, windowHeight } });
    });
  },
};
