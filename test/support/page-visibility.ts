import type { Frame } from "playwright";

/** Makes an app's frame believe that the person went to another tab, or came back; a headless browser shows every tab. */
export async function setVisible(frame: Frame, isVisible: boolean): Promise<void> {
  await frame.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, value: state });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    isVisible ? "visible" : "hidden",
  );
}
