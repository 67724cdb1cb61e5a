import type { RecordingSettings } from "../../../ports/index.ts";
import type { AsyncApi } from "../../api.ts";

const MAX_DURATION_MS = 60_000;
/** Speech, in a format that everything plays. */
const SETTINGS: RecordingSettings = {
  format: "mp3",
  sampleRate: 16_000,
  channelCount: 1,
  bitsPerSecond: 48_000,
  source: "auto",
  isStreamed: false,
};

/** Result of `wx.startRecord`. */
export interface StartRecordResult {
  tempFilePath: string;
}

/**
 * Records until `wx.stopRecord`, a minute at most, and succeeds when the recording ended.
 *
 * Differs from WeChat: the file is MP3. A call that takes the microphone ends the recording, as the background does.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/recorder/wx.startRecord.html
 */
export const startRecord: AsyncApi<{}, StartRecordResult> = {
  name: "startRecord",
  reference: "media/recorder",
  notes:
    "The file is MP3. It succeeds when the recording ended: by `wx.stopRecord`, after a minute, or in the background.",
  params: {},
  result: { tempFilePath: true },
  async run(_options, { recorder }) {
    const session = await recorder.start("startRecord", SETTINGS, { durationMs: MAX_DURATION_MS });
    const { path } = await session.ended;
    return { tempFilePath: path };
  },
};
