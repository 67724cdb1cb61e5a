import type { AsyncApi } from "../../api.ts";
import { isNetworkUrl } from "../../local-path.ts";
import { WxError } from "../../wx-error.ts";
import { toAudioError } from "../audio/audio-error.ts";
import type { BackgroundAudio } from "./background-audio.ts";

/** Options of `wx.playBackgroundAudio`. */
export interface PlayBackgroundAudioOptions {
  /** Network URL of the music. */
  dataUrl: string;
  title?: string;
  /** Network URL of a picture. */
  coverImgUrl?: string;
}

/**
 * Plays music that goes on across pages, and succeeds when it plays. The piece that is paused goes on; another one takes its place.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/background-audio/wx.playBackgroundAudio.html
 */
export const playBackgroundAudio: AsyncApi<PlayBackgroundAudioOptions, void, "title" | "coverImgUrl"> = {
  name: "playBackgroundAudio",
  reference: "media/background-audio",
  notes:
    "Succeeds when the music plays, or something else was asked of it before that. In the background it goes on where app.json says so.",
  params: {
    dataUrl: { type: "string", required: true },
    title: { type: "string", default: "" },
    coverImgUrl: { type: "string", default: "" },
  },
  result: {},
  async run({ dataUrl, title, coverImgUrl }, { audio: { background } }) {
    if (!isNetworkUrl(dataUrl)) throw new WxError("only network streams can be played");
    if (!background.isControllable) throw new WxError("the app is in the background");
    background.describe({ title, epname: "", singer: "", coverImgUrl });
    await begun(background, () => background.start(dataUrl, {}));
  },
};

/** Resolves when the music plays, or when that is wanted no longer. */
function begun(background: BackgroundAudio, start: () => void): Promise<void> {
  const wasPlaying = !background.isPaused;
  const { src } = background;
  start();
  if (wasPlaying && src === background.src) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stopListening = background.listen((event) => {
      if (event.type === "error") reject(new WxError(toAudioError(event.code, event.message).errMsg));
      else if (event.type !== "play" && !background.isPaused) return;
      else resolve();
      stopListening();
    });
  });
}
