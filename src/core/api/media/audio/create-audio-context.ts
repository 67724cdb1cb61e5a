import type { SyncApi } from "../../api.ts";
import { notSupported } from "../../wx-error.ts";
import { createCommand, invokeElement } from "../element-command.ts";

/** Commands one `<audio>` of a page. Nothing happens while there is none with its id. */
export interface AudioContext {
  setSrc(src: string): void;
  play(): void;
  pause(): void;
  /** Seconds. */
  seek(position: number): void;
}

/**
 * Makes an object that commands the `<audio>` with an id.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.createAudioContext.html
 */
export const createAudioContext: SyncApi<[id: string, component?: object], AudioContext> = {
  name: "createAudioContext",
  reference: "media/audio",
  object: "AudioContext",
  notes: "Without a window, components play nothing: its methods warn on the console that they are not supported.",
  params: [
    { name: "id", type: "string", required: true },
    { name: "component", type: "object" },
  ],
  result: { setSrc: true, play: true, pause: true, seek: true },
  isSupported: ({ elements }) => elements !== undefined,
  call([id, component], { elements }) {
    if (elements === undefined) throw notSupported();
    const element = elements.byId("audio", id, component);
    const src = { name: "src", type: "string", required: true } as const;
    const position = { name: "position", type: "number", required: true } as const;
    return {
      setSrc: createCommand("AudioContext.setSrc", [src], async (value: string) => element.setAttribute("src", value)),
      play: createCommand("AudioContext.play", [], () => invokeElement(element, "play")),
      pause: createCommand("AudioContext.pause", [], () => invokeElement(element, "pause")),
      seek: createCommand("AudioContext.seek", [position], (seconds: number) =>
        invokeElement(element, "seek", seconds),
      ),
    };
  },
};
