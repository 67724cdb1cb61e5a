import { describe, expect, it } from "vitest";
import { createTestApp, type TestFile } from "../../../test/support/logic-app.ts";
import { createMemoryPorts } from "../../testing/index.ts";

/** An app with a page that opens a preview, and notes its hooks. */
function createApp() {
  const calls: string[] = [];
  const { presenter, files } = createMemoryPorts();
  let preview = async (): Promise<unknown> => undefined;
  const home: TestFile = {
    js({ wx, Page }) {
      preview = async () => wx["previewImage"]?.({ urls: ["a.png"] });
      Page({ onShow: () => calls.push("show"), onHide: () => calls.push("hide") });
    },
  };
  const app = createTestApp({ "pages/home/home": home }, { ports: { presenter, files } });
  return { ...app, calls, presenter, preview: () => preview() };
}

describe("the page below a preview", () => {
  it("is hidden while the preview is open", async () => {
    const { launch, calls, presenter, preview } = createApp();
    await launch();
    await preview();
    expect(calls).toEqual(["show", "hide"]);
    presenter.previews[0]?.close();
    presenter.previews[0]?.close();
    expect(calls).toEqual(["show", "hide", "show"]);
  });

  it("stays hidden when the app comes back to the foreground before the preview was closed", async () => {
    const { launch, calls, presenter, preview, setForeground } = createApp();
    await launch();
    await preview();
    setForeground(false);
    setForeground(true);
    expect(calls).toEqual(["show", "hide"]);
    presenter.previews[0]?.close();
    expect(calls).toEqual(["show", "hide", "show"]);
  });
});
