import type { AnyAsyncApi } from "../../api.ts";
import { callAsync } from "../../call-async.ts";
import type { CallContext } from "../../call-context.ts";
import type { ElementHandle } from "../../elements.ts";
import { notSupported } from "../../wx-error.ts";
import { createCommand, invokeElement } from "../element-command.ts";

/** A text that flies over a video. */
export interface Danmu {
  text: string;
  /** @default "#ffffff" */
  color?: string;
}

/** Commands one `<video>` of a page. Nothing happens while there is none with its id. */
export interface VideoContext {
  play(): void;
  pause(): void;
  /** Pauses, and goes to the start. */
  stop(): void;
  /** Seconds. */
  seek(position: number): void;
  sendDanmu(danmu: Danmu): void;
  /** One of 0.5, 0.8, 1, 1.25, 1.5, 2, 3 and 4. */
  playbackRate(rate: number): void;
  requestFullScreen(options?: { direction?: number }): void;
  exitFullScreen(): void;
  exitPictureInPicture(options?: object): void;
  showStatusBar(): void;
  hideStatusBar(): void;
  requestBackgroundPlayback(): void;
  exitBackgroundPlayback(): void;
  startCasting(): void;
  switchCasting(): void;
  reconnectCasting(): void;
  exitCasting(): void;
}

/** Methods that no host can do. */
const UNSUPPORTED = [
  "showStatusBar",
  "hideStatusBar",
  "requestBackgroundPlayback",
  "exitBackgroundPlayback",
  "startCasting",
  "switchCasting",
  "reconnectCasting",
  "exitCasting",
] as const;

/** Makes the object that commands a `<video>`. */
export function createVideoContextObject(element: ElementHandle, context: CallContext): VideoContext {
  const exitPictureInPicture: AnyAsyncApi = {
    name: "exitPictureInPicture",
    reference: "media/video",
    params: {},
    result: {},
    async run() {
      await invokeElement(element, "exitPictureInPicture");
    },
  };
  const simple = (method: string): (() => void) =>
    createCommand(`VideoContext.${method}`, [], () => invokeElement(element, method));
  const withNumber = (method: string, name: string): ((value: number) => void) =>
    createCommand(`VideoContext.${method}`, [{ name, type: "number", required: true }], (value: number) =>
      invokeElement(element, method, value),
    );
  const withOptions = (method: string): ((options?: object) => void) =>
    createCommand(`VideoContext.${method}`, [{ name: "options", type: "object" }], (options: object = {}) =>
      invokeElement(element, method, cloneable(options)),
    );
  const refuse = (method: string): [string, () => void] => [
    method,
    createCommand(`VideoContext.${method}`, [], () => Promise.reject(notSupported())),
  ];
  return {
    play: simple("play"),
    pause: simple("pause"),
    stop: simple("stop"),
    seek: withNumber("seek", "position"),
    sendDanmu: withOptions("sendDanmu"),
    playbackRate: withNumber("playbackRate", "rate"),
    requestFullScreen: withOptions("requestFullScreen"),
    exitFullScreen: simple("exitFullScreen"),
    exitPictureInPicture: (options) => void callAsync(exitPictureInPicture, options, context),
    ...(Object.fromEntries(UNSUPPORTED.map(refuse)) as Pick<VideoContext, (typeof UNSUPPORTED)[number]>),
  };
}

/** Options without what can't cross to the view, such as callbacks. */
function cloneable(options: object): unknown {
  return JSON.parse(JSON.stringify(options));
}
