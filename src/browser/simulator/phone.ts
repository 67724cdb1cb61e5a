import type { SimulatedDevice } from "./devices.ts";
import { element } from "./element.ts";
import type { Labels } from "./labels.ts";

/** Address of the app's frame, relative to the simulator. */
const FRAME_URL = "app/";
const MINUTE_MS = 60_000;

/** A phone with the app on its screen, as large as there is room for. */
export class Phone {
  /** The room that the phone stands in. */
  readonly element: HTMLElement;
  readonly frame: HTMLIFrameElement;
  readonly #body: HTMLElement;
  readonly #clock = element("span", { className: "clock", ariaHidden: "true" });
  readonly #waiting: HTMLElement;
  #device: SimulatedDevice;

  /** `music` stands in the status bar. */
  constructor(labels: Labels, device: SimulatedDevice, music: HTMLElement) {
    this.#device = device;
    this.frame = element("iframe", { title: labels.app, className: "screen" });
    this.#waiting = element("p", { className: "waiting" }, labels.loading);
    this.#body = element(
      "div",
      { className: "phone" },
      element(
        "div",
        { className: "status-bar" },
        this.#clock,
        music,
        element("span", { className: "battery", ariaHidden: "true" }),
      ),
      this.frame,
      this.#waiting,
    );
    this.element = element("main", { className: "stage" }, this.#body);
    this.setDevice(device);
    this.#tell();
    new ResizeObserver(() => this.#fit()).observe(this.element);
  }

  setDevice(device: SimulatedDevice): void {
    this.#device = device;
    const { style } = this.#body;
    style.setProperty("--width", `${device.width}px`);
    style.setProperty("--height", `${device.height}px`);
    style.setProperty("--status-bar", `${device.statusBarHeight}px`);
    this.#fit();
  }

  setTheme(theme: string): void {
    this.#body.dataset["theme"] = theme;
  }

  /** Loads the app, anew when it is loaded. */
  load(): void {
    this.#waiting.hidden = true;
    if (this.frame.hasAttribute("src")) this.frame.contentWindow?.location.reload();
    else this.frame.src = FRAME_URL + window.location.hash;
  }

  #fit(): void {
    const room = this.element.getBoundingClientRect();
    const margin = 24;
    const { width, height } = this.#device;
    const scale = Math.min(1, (room.width - margin) / (width + margin), (room.height - margin) / (height + margin));
    this.#body.style.setProperty("--scale", String(Math.max(0.4, scale)));
  }

  #tell(): void {
    const now = new Date();
    this.#clock.textContent = now.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    setTimeout(() => this.#tell(), MINUTE_MS - (now.getTime() % MINUTE_MS));
  }
}
