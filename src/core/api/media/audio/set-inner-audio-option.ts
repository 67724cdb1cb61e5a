import type { AsyncApi } from "../../api.ts";

/** Options of `wx.setInnerAudioOption`. */
export interface SetInnerAudioOptionOptions {
  /** Of no effect while the sound comes from the speaker. @default true */
  mixWithOther?: boolean;
  /** @default true */
  obeyMuteSwitch?: boolean;
  /** @default true */
  speakerOn?: boolean;
}

/**
 * Chooses how all players of the app sound.
 *
 * Differs from WeChat: the sound always comes from the speaker, so `speakerOn: false` fails with `not supported`; whether a mute switch
 * is obeyed is up to the system.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.setInnerAudioOption.html
 */
export const setInnerAudioOption: AsyncApi<SetInnerAudioOptionOptions, void, keyof SetInnerAudioOptionOptions> = {
  name: "setInnerAudioOption",
  reference: "media/audio",
  notes:
    "The sound always comes from the speaker: `speakerOn: false` fails with `not supported`, and beside it `mixWithOther` has no effect.",
  params: {
    mixWithOther: { type: "boolean", default: true },
    obeyMuteSwitch: { type: "boolean", default: true },
    speakerOn: { type: "boolean", default: true, isSupported: false },
  },
  result: {},
  run: () => Promise.resolve(),
};
