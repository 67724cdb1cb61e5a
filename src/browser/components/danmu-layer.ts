import { createInner } from "./leaf.ts";

/** A text that flies over a video. */
export interface Danmu {
  text: string;
  color?: string;
}

interface TimedDanmu extends Danmu {
  /** Seconds. */
  time: number;
}

/** How long a text flies, milliseconds. */
const FLIGHT_MS = 5000;
/** Rows, from the top. */
const ROWS = 5;
/** Times of a video that are further apart are a jump, seconds. */
const JUMP_SECONDS = 1.5;

/** The texts that fly over a video: those of a list at their times, and others at once. */
export class DanmuLayer {
  readonly element: HTMLElement = createInner("div", "wx-video-danmu");
  #list: TimedDanmu[] = [];
  #isEnabled = false;
  #lastSeconds = 0;
  #nextRow = 0;

  get isEnabled(): boolean {
    return this.#isEnabled;
  }

  /** Takes what the app gives; entries that are none are left out. */
  setList(list: unknown): void {
    this.#list = Array.isArray(list) ? list.filter(isTimed) : [];
  }

  enable(isEnabled: boolean): void {
    this.#isEnabled = isEnabled;
    if (!isEnabled) this.clear();
  }

  /** Lets fly what comes between the last time and this one; in a video that rests everything rests. */
  follow(seconds: number, isPlaying: boolean): void {
    const from = this.#lastSeconds;
    this.#lastSeconds = seconds;
    for (const animation of this.element.getAnimations({ subtree: true })) {
      if (isPlaying) animation.play();
      else animation.pause();
    }
    if (!isPlaying || seconds < from || seconds - from > JUMP_SECONDS) return;
    for (const danmu of this.#list) {
      if (danmu.time >= from && danmu.time < seconds) this.send(danmu);
    }
  }

  send({ text, color = "#ffffff" }: Danmu): void {
    if (!this.#isEnabled) return;
    const flying = createInner("span", "wx-video-danmu-text");
    flying.textContent = text;
    flying.style.color = color;
    flying.style.top = `${(this.#nextRow * 100) / (ROWS * 2)}%`;
    this.#nextRow = (this.#nextRow + 1) % ROWS;
    this.element.append(flying);
    const frames = [
      { left: "100%", transform: "none" },
      { left: "0", transform: "translateX(-100%)" },
    ];
    flying.animate(frames, FLIGHT_MS).addEventListener("finish", () => flying.remove());
  }

  clear(): void {
    this.element.replaceChildren();
  }
}

function isTimed(entry: unknown): entry is TimedDanmu {
  if (typeof entry !== "object" || entry === null) return false;
  const { text, time, color } = entry as Partial<Record<keyof TimedDanmu, unknown>>;
  return typeof text === "string" && typeof time === "number" && (color === undefined || typeof color === "string");
}
