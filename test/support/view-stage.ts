import { builtInStyle, defineComponents } from "../../src/browser/components/index.ts";
import { View } from "../../src/browser/view/index.ts";
import {
  PatchWriter,
  ROOT_NODE,
  type LogicCommands,
  type PageWindow,
  type ViewEvent,
} from "../../src/core/protocol/index.ts";

defineComponents();

const window: PageWindow = {
  navigationBarBackgroundColor: "#112233",
  navigationBarTextStyle: "white",
  navigationBarTitleText: "标题 Title",
  navigationStyle: "default",
  backgroundColor: "#eeeeee",
  backgroundTextStyle: "dark",
  enablePullDownRefresh: false,
  onReachBottomDistance: 50,
  disableScroll: false,
};

/** What the view told its logic. */
interface Sent {
  name: keyof LogicCommands;
  values: unknown[];
}

/** A view in a box of 375 by 600 pixels, and what it does. */
export interface ViewStage {
  readonly container: HTMLElement;
  readonly view: View;
  readonly sent: readonly Sent[];
  /** Why apps were ended. */
  readonly ended: readonly Error[];
  /** The sources that were asked for; those with `missing` in their name lead nowhere. */
  readonly acquired: readonly string[];
  readonly released: readonly string[];
  /** The styles that the next page has, by name. */
  styles: Record<string, string>;
  /** Opens a page whose tree `write` makes, and resolves to its shadow root. */
  open(
    write: (writer: PatchWriter) => void,
    page?: number,
    pages?: number[],
    change?: Partial<PageWindow>,
  ): Promise<ShadowRoot>;
  /** The events of elements that logic was told. */
  events(): ViewEvent[];
  close(): void;
}

/** Makes a view without pages. */
export function createViewStage(): ViewStage {
  const container = document.createElement("div");
  container.style.cssText = "position:fixed;inset:0 auto auto 0;width:375px;height:600px;";
  document.body.append(container);
  const sent: Sent[] = [];
  const ended: Error[] = [];
  const acquired: string[] = [];
  const released: string[] = [];
  const view = new View({
    container,
    get styles() {
      return stage.styles;
    },
    builtInStyle: builtInStyle(true),
    theme: "light",
    logic: { send: (name, ...values) => void sent.push({ name, values }) },
    resolverOf: () => ({
      acquire: (source) => {
        acquired.push(source);
        return {
          url: source.includes("missing") ? Promise.reject(new Error("missing")) : Promise.resolve(`data:,${source}`),
          release: () => void released.push(source),
        };
      },
    }),
    ended: (error) => void ended.push(error),
    askPermission: async () => true,
    routed: () => {},
    failed: () => {},
  });
  const stage: ViewStage = {
    container,
    view,
    sent,
    ended,
    acquired,
    released,
    styles: {},
    async open(write, page = 1, pages = [page], change = {}) {
      view["page.open"]({
        page,
        path: `pages/${page}`,
        query: "",
        window: { ...window, ...change },
        styles: Object.keys(stage.styles),
      });
      const writer = new PatchWriter();
      write(writer);
      view["page.patch"](page, writer.take());
      await view["stack.show"]({ kind: "reLaunch", pages, tabIndex: -1 });
      const root = container.querySelector(".pages")?.children[page - 1]?.shadowRoot;
      if (root === null || root === undefined) throw new Error("The page is not there");
      return root;
    },
    events: () => sent.filter(({ name }) => name === "page.event").map(({ values }) => values[0] as ViewEvent),
    close() {
      view.close();
      container.remove();
    },
  };
  return stage;
}

/** The first element that fits. */
export function find(root: ShadowRoot, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`There is no ${selector}`);
  return found;
}

/** `<view id=outer bindtap><view id=inner data/></view>` */
export function nested(types: string[]): (writer: PatchWriter) => void {
  return (writer) => {
    writer.createElement(2, "view", false);
    writer.setId(2, "outer");
    writer.createElement(3, "view", false);
    writer.setId(3, "inner");
    writer.setStyle(3, "width:100rpx;height:100px;margin-top:20px");
    writer.splice(2, 0, 0, [3]);
    writer.splice(ROOT_NODE, 0, 0, [2]);
    for (const type of types) writer.listen(2, type, 0);
  };
}
