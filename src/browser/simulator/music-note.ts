import type { ShownMusic } from "../../core/protocol/index.ts";
import { element } from "./element.ts";
import type { Labels } from "./labels.ts";

/** The music in the background, in the status bar: a tap pauses it or lets it go on, another button stops it. */
export class MusicNote {
  readonly element: HTMLElement;
  readonly #labels: Labels;
  readonly #title = element("span", { className: "music-title" });
  readonly #toggle: HTMLButtonElement;
  #isPlaying = false;

  constructor(labels: Labels, control: (key: "play" | "pause" | "stop") => void) {
    this.#labels = labels;
    const bars = element("span", { className: "music-bars" }, ...[1, 2, 3].map(() => element("i")));
    this.#toggle = element(
      "button",
      { type: "button", className: "music-toggle", onclick: () => control(this.#isPlaying ? "pause" : "play") },
      bars,
      this.#title,
    );
    const stop = element("button", { type: "button", className: "music-stop", onclick: () => control("stop") });
    stop.ariaLabel = labels.stopMusic;
    this.element = element("div", { className: "music", hidden: true }, this.#toggle, stop);
  }

  /** Shows what plays, or nothing. */
  show(music: ShownMusic | undefined): void {
    this.element.hidden = music === undefined;
    if (music === undefined) return;
    this.#isPlaying = music.isPlaying;
    this.element.dataset["state"] = music.isPlaying ? "playing" : "paused";
    this.#title.textContent = music.title;
    this.#toggle.title = music.title;
    this.#toggle.ariaLabel = `${music.isPlaying ? this.#labels.pauseMusic : this.#labels.playMusic}: ${music.title}`;
  }
}
