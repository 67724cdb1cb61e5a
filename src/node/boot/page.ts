import type { HeadlessPage, PlainNode } from "../../core/headless/index.ts";
import type { PageWindow } from "../../core/protocol/index.ts";
import type { RealmApp } from "../../core/realm/index.ts";

/** An open page of an app. */
export interface Page {
  /** Without a leading slash. */
  readonly path: string;
  /** As in the URL, undecoded. */
  readonly query: string;
  /** Title, colours and the like, as they are now. */
  readonly window: PageWindow;
  /** The page's nodes as they are now; `textOf` and `findNode` read them. */
  readonly root: PlainNode;
  /** A copy of the page's `data`, as far as JSON can tell it. */
  data(): Record<string, unknown>;
  /** Calls a method of the page. Values and result are copied, a promise comes as a promise. */
  callMethod(name: string, ...values: unknown[]): unknown;
  /** Taps a node. A tap in a disabled button goes nowhere. */
  tap(node: PlainNode): void;
  /** Sends an event of a built-in component to a node, such as `trigger(input, "input", { value: "a" })`. */
  trigger(node: PlainNode, type: string, detail?: unknown): void;
}

/** Events that go up the tree; those of components stay where they are. */
const BUBBLING = new Set([
  "touchstart",
  "touchmove",
  "touchend",
  "touchcancel",
  "tap",
  "longpress",
  "longtap",
  "transitionend",
  "animationstart",
  "animationiteration",
  "animationend",
]);

/** Makes the handle of a page. */
export function createPage({ opening, root, window }: HeadlessPage, app: RealmApp): Page {
  const { page, path, query } = opening;
  const openedMs = performance.now();

  function send(node: PlainNode, type: string, detail: unknown, touches: object = {}): void {
    const timeStamp = Math.round(performance.now() - openedMs);
    const isBubbling = BUBBLING.has(type);
    app.commands["page.event"]({
      page,
      node: node.number,
      type,
      detail,
      timeStamp,
      isBubbling,
      offsets: [],
      ...touches,
    });
  }

  return {
    path,
    query,
    window,
    root,
    data() {
      const text = app.pageData(page);
      if (text === undefined) throw new Error(`The page "${path}" is closed. Its data went with it`);
      return JSON.parse(text) as Record<string, unknown>;
    },
    callMethod: (name, ...values) => app.callPageMethod(page, name, values),
    tap(node) {
      if (isDisabled(node)) return;
      const touch = { identifier: 0, pageX: 0, pageY: 0, clientX: 0, clientY: 0 };
      send(node, "touchstart", {}, { touches: [touch], changedTouches: [touch] });
      send(node, "touchend", {}, { touches: [], changedTouches: [touch] });
      send(node, "tap", { x: 0, y: 0 }, { touches: [], changedTouches: [touch] });
    },
    trigger: (node, type, detail = {}) => send(node, type, detail),
  };
}

function isDisabled(node: PlainNode): boolean {
  for (let above: PlainNode | undefined = node; above !== undefined; above = above.parent) {
    if (above.tag === "button" && !above.isHost && above.attributes.get("disabled") === true) return true;
  }
  return false;
}
