import type { AsyncApi } from "../../api.ts";

const STATUS = { paused: 0, playing: 1, none: 2 } as const;

/** Result of `wx.getBackgroundAudioPlayerState`; without music there is a `status` only. */
export interface BackgroundAudioPlayerState {
  /** 0 paused, 1 playing, 2 no music. */
  status: (typeof STATUS)[keyof typeof STATUS];
  /** Seconds; 0 until it can play. */
  duration?: number;
  /** Seconds. */
  currentPosition?: number;
  /** How much of it is there, from 0 to 100. */
  downloadPercent?: number;
  dataUrl?: string;
}

/**
 * Tells what the music does.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/background-audio/wx.getBackgroundAudioPlayerState.html
 */
export const getBackgroundAudioPlayerState: AsyncApi<{}, BackgroundAudioPlayerState> = {
  name: "getBackgroundAudioPlayerState",
  reference: "media/background-audio",
  params: {},
  result: { status: true, duration: true, currentPosition: true, downloadPercent: true, dataUrl: true },
  async run(_options, { audio: { background } }) {
    if (!background.isPresent) return { status: STATUS.none };
    const { durationSeconds, positionSeconds, bufferedSeconds } = background.state;
    return {
      status: background.isPaused ? STATUS.paused : STATUS.playing,
      duration: durationSeconds,
      currentPosition: positionSeconds,
      downloadPercent: durationSeconds > 0 ? Math.round((bufferedSeconds / durationSeconds) * 100) : 0,
      dataUrl: background.src,
    };
  },
};
