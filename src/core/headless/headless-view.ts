import { HostError } from "../ports/index.ts";
import {
  PatchReader,
  ROOT_NODE,
  type LogicCommands,
  type PageOpening,
  type PageStack,
  type PageWindow,
  type Patch,
  type TabBar,
  type ViewCommands,
  type ViewEvent,
} from "../protocol/index.ts";
import { createPlainNode, PlainTree, type PlainNode } from "./plain-tree.ts";

/** A page that is open in a headless view. */
export interface HeadlessPage {
  readonly opening: PageOpening;
  readonly root: PlainNode;
  readonly window: PageWindow;
}

interface OpenPage extends HeadlessPage {
  reader: PatchReader<PlainNode>;
  /** Cameras of the patch that is being applied. */
  cameras: PlainNode[];
}

/** The view of an app that has no window: keeps each page as a plain tree, and sends events that a test makes. */
export class HeadlessView implements ViewCommands {
  readonly #pages = new Map<number, OpenPage>();
  #stack: number[] = [];
  #tabBar: TabBar | undefined;
  readonly errors: string[] = [];
  readonly #send: (event: ViewEvent) => void;

  /** `send` takes what components tell by themselves. */
  constructor(send: (event: ViewEvent) => void = () => {}) {
    this.#send = send;
  }

  /** The page on top. */
  get current(): HeadlessPage | undefined {
    return this.#pages.get(this.#stack.at(-1) ?? 0);
  }

  /** Open pages, from bottom to top. */
  get pages(): HeadlessPage[] {
    return this.#stack.flatMap((number) => this.#pages.get(number) ?? []);
  }

  get tabBar(): TabBar | undefined {
    return this.#tabBar;
  }

  /** Sends an event on a node of the current page to logic. */
  dispatch(logic: LogicCommands, node: PlainNode, type: string, detail: unknown, isBubbling: boolean): void {
    const page = this.current?.opening.page;
    if (page === undefined) throw new Error("No page is open");
    logic["page.event"]({ page, node: node.number, type, detail, timeStamp: 0, isBubbling, offsets: [] });
  }

  "page.open"(opening: PageOpening): void {
    const root = createPlainNode(ROOT_NODE, "root");
    const cameras: PlainNode[] = [];
    const tree = new PlainTree((node) => {
      if (node.tag === "camera" && !node.isHost) cameras.push(node);
    });
    const reader = new PatchReader<PlainNode>(tree, root);
    this.#pages.set(opening.page, { opening, root, reader, cameras, window: { ...opening.window } });
  }

  "page.patch"(page: number, patch: Patch): void {
    const open = this.#pages.get(page);
    open?.reader.apply(patch);
    for (const { number: node } of open?.cameras.splice(0) ?? []) {
      const detail = { errMsg: "insertCamera:fail not supported" };
      // The app hears of it after the work that made the component.
      queueMicrotask(() =>
        this.#send({ page, node, type: "error", detail, timeStamp: 0, isBubbling: false, offsets: [] }),
      );
    }
  }

  "page.close"(page: number): void {
    this.#pages.delete(page);
  }

  async "stack.show"(stack: PageStack): Promise<void> {
    this.#stack = stack.pages;
  }

  async "page.render"(): Promise<void> {
    // Patches are applied when they arrive.
  }

  async "element.invoke"(_page: number, _node: number, method: string): Promise<unknown> {
    throw new HostError("not-supported", `A component without a window can't ${method}`);
  }

  "permission.refused"(): void {
    // No component without a window uses what the person can refuse.
  }

  "page.window"(page: number, change: Partial<PageWindow>): void {
    Object.assign(this.#pages.get(page)?.window ?? {}, change);
  }

  "app.tabBar"(tabBar: TabBar): void {
    this.#tabBar = tabBar;
  }

  "app.error"(message: string): void {
    this.errors.push(message);
  }
}
