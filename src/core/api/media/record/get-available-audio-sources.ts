import type { AsyncApi } from "../../api.ts";

/** Result of `wx.getAvailableAudioSources`. */
export interface AudioSourcesResult {
  audioSources: string[];
}

/**
 * Tells what `RecorderManager.start` can record from.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.getAvailableAudioSources.html
 */
export const getAvailableAudioSources: AsyncApi<{}, AudioSourcesResult> = {
  name: "getAvailableAudioSources",
  reference: "media/audio",
  notes: "In browsers each source is the same microphone, with other filters against echo and noise.",
  params: {},
  result: { audioSources: true },
  run: async (_options, { ports }) => ({ audioSources: await ports.recorder.sources() }),
};
