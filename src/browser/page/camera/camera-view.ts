import { HostError, isHostError, type MediaChoice } from "../../../core/ports/index.ts";
import type { CameraSide } from "../../components/index.ts";
import { button, element } from "../element.ts";
import { drawFrame } from "../video-reader.ts";
import { closeStream } from "./camera-stream.ts";
import type { CameraTexts } from "./camera-texts.ts";
import { recordVideo, type VideoRecording } from "./video-recording.ts";

/** What a {@link CameraView} works with. */
export interface CameraViewOptions {
  choice: Pick<MediaChoice, "kinds" | "camera" | "maxDurationSeconds">;
  /** What the camera shows at first; the view gives it back. */
  stream: MediaStream;
  /** Whether there is a second camera. */
  canTurn: boolean;
  texts: CameraTexts;
  open: (side: CameraSide) => Promise<MediaStream>;
  /** Takes the shot, or why there is none. */
  answer: (shot: File | HostError) => void;
}

/** Who presses so long records. */
const HOLD_MS = 300;
const PICTURE_QUALITY = 0.92;

/** What a camera shows, with a shutter; then the shot, to be used or taken again. */
export class CameraView {
  readonly element: HTMLElement = element("div", "camera");
  readonly #options: CameraViewOptions;
  readonly #picture: HTMLVideoElement = element("video", "camera-picture");
  readonly #shutter: HTMLButtonElement;
  #stream: MediaStream | undefined;
  #side: CameraSide;
  #recording: VideoRecording | undefined;
  #hold: ReturnType<typeof setTimeout> | undefined;
  /** Counts what the camera was asked for; an answer that comes later than the next question is given back. */
  #turn = 0;
  #isClosed = false;
  /** Object URL of the shot that is shown. */
  #shotUrl: string | undefined;

  constructor(options: CameraViewOptions) {
    const { choice, stream } = options;
    this.#options = options;
    this.#side = choice.camera;
    this.#picture.muted = true;
    this.#picture.autoplay = true;
    this.#picture.playsInline = true;
    this.#shutter = this.#createShutter();
    this.#follow(stream);
    this.#showLive();
  }

  /** Gives everything back. */
  close(): void {
    this.#isClosed = true;
    this.#turn += 1;
    clearTimeout(this.#hold);
    this.#recording?.stop();
    closeStream(this.#stream);
    this.#forgetShot();
  }

  get #canRecord(): boolean {
    return this.#options.choice.kinds.includes("video");
  }

  get #canPhotograph(): boolean {
    return this.#options.choice.kinds.includes("image");
  }

  #showLive(): void {
    const { texts, canTurn, answer } = this.#options;
    this.#forgetShot();
    const close = button("camera-close", "", () => answer(new HostError("cancelled", "The person closed the camera")));
    close.ariaLabel = texts.close;
    const bar = element("div", "camera-bar", close, this.#shutter);
    const hints = texts.hints;
    const hint = this.#canRecord ? (this.#canPhotograph ? hints.both : hints.video) : hints.image;
    this.element.replaceChildren(this.#picture, element("div", "camera-hint", hint), bar);
    if (canTurn) this.element.append(this.#createTurn());
    // What was taken out of the page has stopped.
    this.#attempt(this.#picture.play());
  }

  #createTurn(): HTMLElement {
    const turn = button("camera-turn", "", () => this.#attempt(this.#changeCamera()));
    turn.ariaLabel = this.#options.texts.turn;
    turn.append(drawing("0 0 24 24", [TURN_ICON]));
    return turn;
  }

  #createShutter(): HTMLButtonElement {
    const { texts, choice } = this.#options;
    const shutter = button("camera-shutter", "", () => this.#press());
    shutter.ariaLabel = texts.shutter;
    const ring = drawing("0 0 80 80", []);
    const circle = document.createElementNS(SVG, "circle");
    for (const [name, value] of Object.entries({ cx: "40", cy: "40", r: "37", pathLength: "100" })) {
      circle.setAttribute(name, value);
    }
    circle.style.animationDuration = `${choice.maxDurationSeconds}s`;
    ring.append(circle);
    shutter.append(ring);
    if (this.#canPhotograph && this.#canRecord) this.#listenForHold(shutter);
    return shutter;
  }

  /** A press takes a picture, or begins and ends a video. */
  #press(): void {
    // The camera shows nothing yet.
    if (this.#picture.videoWidth === 0) return;
    if (this.#recording !== undefined) this.#recording.stop();
    else if (this.#canPhotograph) this.#attempt(this.#photograph());
    else this.#record();
  }

  #listenForHold(shutter: HTMLElement): void {
    shutter.addEventListener("pointerdown", () => {
      this.#hold = setTimeout(() => this.#record(), HOLD_MS);
    });
    for (const type of ["pointerup", "pointercancel", "pointerleave"] as const) {
      shutter.addEventListener(type, () => {
        clearTimeout(this.#hold);
        this.#recording?.stop();
      });
    }
    // A long press opens the menu of a phone's browser.
    shutter.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  async #changeCamera(): Promise<void> {
    this.#side = this.#side === "back" ? "front" : "back";
    this.#turn += 1;
    const turn = this.#turn;
    // Phones open no second camera while they have one open.
    closeStream(this.#stream);
    const stream = await this.#options.open(this.#side);
    if (turn === this.#turn) this.#follow(stream);
    else closeStream(stream);
  }

  #follow(stream: MediaStream): void {
    this.#stream = stream;
    this.#picture.srcObject = stream;
    // People expect a mirror.
    const isMirrored = stream.getVideoTracks()[0]?.getSettings().facingMode === "user";
    this.#picture.classList.toggle("camera-mirrored", isMirrored);
  }

  async #photograph(): Promise<void> {
    const blob = await drawFrame(this.#picture, 1, PICTURE_QUALITY);
    this.#showShot(new File([blob], "photo.jpg", { type: blob.type }));
  }

  #record(): void {
    const { texts, choice } = this.#options;
    if (this.#stream === undefined) return;
    try {
      this.#recording = recordVideo(this.#stream, choice.maxDurationSeconds);
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.element.classList.add("camera-recording");
    this.#shutter.ariaLabel = texts.stop;
    // Who let go at once has recorded nothing.
    const shown = this.#recording.file.then((file) => (file.size > 0 ? this.#showShot(file) : this.#showLive()));
    this.#attempt(
      shown.finally(() => {
        this.#recording = undefined;
        this.element.classList.remove("camera-recording");
        this.#shutter.ariaLabel = texts.shutter;
      }),
    );
  }

  #showShot(file: File): void {
    const { texts, answer } = this.#options;
    if (this.#isClosed) return;
    this.#shotUrl = URL.createObjectURL(file);
    const retake = button("camera-retake", texts.retake, () => this.#showLive());
    const use = button("weui-btn weui-btn_primary weui-btn_mini", texts.use, () => answer(file));
    const shot = file.type.startsWith("video/") ? drawVideo(this.#shotUrl) : drawImage(this.#shotUrl);
    this.element.replaceChildren(shot, element("div", "camera-review", retake, use));
  }

  #forgetShot(): void {
    if (this.#shotUrl !== undefined) URL.revokeObjectURL(this.#shotUrl);
    this.#shotUrl = undefined;
  }

  #attempt(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#fail(error));
  }

  #fail(error: unknown): void {
    const { answer } = this.#options;
    answer(isHostError(error) ? error : new HostError("not-supported", "The camera failed", { cause: error }));
  }
}

const SVG = "http://www.w3.org/2000/svg";
/** Two arrows in a circle. */
const TURN_ICON =
  "M12 5a7 7 0 0 1 6.7 5h2.1A9 9 0 0 0 5 6.3V4H3v6h6V8H6.3A7 7 0 0 1 12 5zm0 14a7 7 0 0 1-6.7-5H3.2A9 9 0 0 0 19 17.7V20H21v-6h-6V16H17.7A7 7 0 0 1 12 19z";

function drawing(viewBox: string, paths: readonly string[]): SVGElement {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("viewBox", viewBox);
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("fill", "currentColor");
    made.append(path);
  }
  return made;
}

function drawImage(url: string): HTMLElement {
  const image = element("img", "camera-picture");
  image.src = url;
  image.alt = "";
  return image;
}

function drawVideo(url: string): HTMLElement {
  const video = element("video", "camera-picture");
  video.src = url;
  video.autoplay = true;
  video.loop = true;
  video.playsInline = true;
  return video;
}
