import { parseKeyDef } from "@vitest/browser";
import type { Bidi } from "./bidi.ts";

interface BrowsingContext {
  readonly context: string;
  readonly children: readonly BrowsingContext[];
}

/** A point in the document of a test, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Larger than the frame of a test, which would be scaled to fit. */
const VIEWPORT = { width: 1280, height: 1024 };

/** The keys that write nothing, as WebDriver encodes them. */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Delete: "\uE017",
};

/** A tab whose document has the test in a frame. */
export class BidiPage {
  readonly #bidi: Bidi;
  readonly #context: string;

  private constructor(bidi: Bidi, context: string) {
    this.#bidi = bidi;
    this.#context = context;
  }

  /** Opens an empty tab. */
  static async open(bidi: Bidi): Promise<BidiPage> {
    const { context } = (await bidi.send("browsingContext.create", { type: "tab" })) as BrowsingContext;
    await bidi.send("browsingContext.setViewport", { context, viewport: VIEWPORT });
    return new BidiPage(bidi, context);
  }

  async navigate(url: string): Promise<void> {
    await this.#bidi.send("browsingContext.navigate", { context: this.#context, url, wait: "none" });
  }

  async close(): Promise<void> {
    await this.#bidi.send("browsingContext.close", { context: this.#context });
  }

  /** Clicks at a point of the test's document. */
  async click(point: Point): Promise<void> {
    const actions = [move(point), { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
    await this.#perform({ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions });
  }

  /** Presses keys, written as in `userEvent.keyboard`. */
  async type(text: string): Promise<void> {
    const actions: object[] = [];
    const pressed = new Set<string>();
    const up = (value: string): void => {
      actions.push({ type: "keyUp", value });
      pressed.delete(value);
    };
    for (const { keyDef, releasePrevious, releaseSelf, repeat } of parseKeyDef(text)) {
      const value = keyOf(keyDef.key ?? "");
      if (pressed.has(value)) up(value);
      if (releasePrevious) continue;
      for (let time = 0; time < repeat; time += 1) actions.push({ type: "keyDown", value });
      pressed.add(value);
      if (releaseSelf) up(value);
    }
    for (const value of pressed) up(value);
    await this.#perform({ type: "key", id: "keyboard", actions });
  }

  async #perform(source: object): Promise<void> {
    await this.#bidi.send("input.performActions", { context: await this.#frame(), actions: [source] });
  }

  /** The frame that runs the present test file. */
  async #frame(): Promise<string> {
    const { contexts } = (await this.#bidi.send("browsingContext.getTree", { root: this.#context })) as {
      contexts: readonly BrowsingContext[];
    };
    const frame = contexts[0]?.children.at(-1);
    if (frame === undefined) throw new Error("The page has no frame with a test");
    return frame.context;
  }
}

function move({ x, y }: Point): object {
  return { type: "pointerMove", x: Math.round(x), y: Math.round(y), origin: "viewport" };
}

function keyOf(key: string): string {
  const value = KEYS[key] ?? key;
  if (value.length !== 1) throw new Error(`Tests in Firefox can't press the key ${JSON.stringify(key)} yet`);
  return value;
}
