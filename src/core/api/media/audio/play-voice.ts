import type { AsyncApi } from "../../api.ts";

/** Options of `wx.playVoice`. */
export interface PlayVoiceOptions {
  /** Path of a local file. */
  filePath: string;
  /** Most seconds that are played. @default 60 */
  duration?: number;
}

/**
 * Plays a voice message and succeeds when it has ended. The file that is paused goes on; another one takes the place of the first, whose
 * call succeeds then.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.playVoice.html
 */
export const playVoice: AsyncApi<PlayVoiceOptions, void, "duration"> = {
  name: "playVoice",
  reference: "media/audio",
  notes:
    "A call that `wx.stopVoice` or another voice ends succeeds. Plays what the host can decode; `silk` is none of it.",
  params: {
    filePath: { type: "string", required: true },
    duration: { type: "number", default: 60 },
  },
  result: {},
  failures: { "not-found": "file not exist" },
  run: async ({ filePath, duration }, { audio }) => audio.voice.play(filePath, duration),
};
