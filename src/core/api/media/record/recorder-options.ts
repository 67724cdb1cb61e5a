import type { RecordingFormat, RecordingSettings } from "../../../ports/index.ts";
import type { Filled, Params } from "../../api.ts";
import { readOptions } from "../../parameters.ts";
import { parameterError } from "../../wx-error.ts";

/** Options of `RecorderManager.start`. */
export interface RecorderStartOptions {
  /** Milliseconds, at most 600000; then it stops by itself. @default 60000 */
  duration?: number;
  /** Hertz, one of the platform's table. @default 8000 */
  sampleRate?: number;
  /** 1 or 2. @default 2 */
  numberOfChannels?: number;
  /** Bits per second, in the range of the sample rate. @default 48000, or the nearest to it in that range */
  encodeBitRate?: number;
  /** `mp3`, `aac`, `wav` or `PCM`, in any case. @default "aac" */
  format?: string;
  /** Kilobytes of each `onFrameRecorded`, of `mp3` and `PCM`; there is none without it. */
  frameSize?: number;
  /** One of `wx.getAvailableAudioSources`. @default "auto" */
  audioSource?: string;
}

type Defaulted = "duration" | "sampleRate" | "numberOfChannels" | "format" | "audioSource";

const MAX_DURATION_MS = 600_000;
const DEFAULT_BIT_RATE = 48_000;
const FORMATS: readonly RecordingFormat[] = ["mp3", "aac", "wav", "pcm"];
/** The bit rates that go with each sample rate, least and most. */
const BIT_RATES: ReadonlyMap<number, readonly [least: number, most: number]> = new Map([
  [8000, [16_000, 48_000]],
  [11_025, [16_000, 48_000]],
  [12_000, [24_000, 64_000]],
  [16_000, [24_000, 96_000]],
  [22_050, [32_000, 128_000]],
  [24_000, [32_000, 128_000]],
  [32_000, [48_000, 192_000]],
  [44_100, [64_000, 320_000]],
  [48_000, [64_000, 320_000]],
]);
const PARAMS: Params<RecorderStartOptions, Defaulted> = {
  duration: { type: "number", default: 60_000 },
  sampleRate: { type: "number", default: 8000 },
  numberOfChannels: { type: "number", default: 2 },
  encodeBitRate: { type: "number" },
  format: { type: "string", default: "aac" },
  frameSize: { type: "number" },
  audioSource: { type: "string", default: "auto" },
};

/** What `RecorderManager.start` asks for. */
export interface RecorderStart {
  settings: RecordingSettings;
  durationMs: number;
  /** Absent when no frames are wanted. */
  frameBytes?: number;
}

/** Checks the options of `RecorderManager.start`. Throws a `WxError` that names the first wrong value. */
export function readRecorderOptions(given: unknown): RecorderStart {
  const checked: object = readOptions(PARAMS, given);
  const options = checked as Filled<RecorderStartOptions, Defaulted>;
  const { duration, sampleRate, numberOfChannels, audioSource } = options;
  if (!(duration > 0 && duration <= MAX_DURATION_MS)) throw invalid("duration", duration);
  const range = BIT_RATES.get(sampleRate);
  if (range === undefined) throw invalid("sampleRate", sampleRate);
  if (numberOfChannels !== 1 && numberOfChannels !== 2) throw invalid("numberOfChannels", numberOfChannels);
  const format = FORMATS.find((name) => name === options.format.toLowerCase());
  if (format === undefined) throw invalid("format", options.format);
  const frameBytes = toFrameBytes(options, format);
  return {
    settings: {
      format,
      sampleRate,
      channelCount: numberOfChannels,
      bitsPerSecond: toBitRate(options, range),
      source: audioSource,
      isStreamed: frameBytes !== undefined,
    },
    durationMs: duration,
    frameBytes,
  };
}

function toBitRate(
  { encodeBitRate, sampleRate }: RecorderStartOptions,
  [least, most]: readonly [number, number],
): number {
  if (encodeBitRate === undefined) return Math.min(Math.max(DEFAULT_BIT_RATE, least), most);
  if (!(encodeBitRate >= least && encodeBitRate <= most)) {
    throw parameterError(
      `invalid encodeBitRate ${encodeBitRate}, a sampleRate of ${sampleRate} takes ${least} to ${most}`,
    );
  }
  return encodeBitRate;
}

function toFrameBytes({ frameSize }: RecorderStartOptions, format: RecordingFormat): number | undefined {
  if (frameSize === undefined) return undefined;
  const frameBytes = Math.round(frameSize * 1024);
  if (!(frameBytes > 0 && Number.isFinite(frameBytes))) throw invalid("frameSize", frameSize);
  if (format === "mp3" || format === "pcm") return frameBytes;
  console.warn(
    `RecorderManager.start: frameSize is ignored, because only "mp3" and "PCM" are recorded in frames, not "${format}"`,
  );
  return undefined;
}

function invalid(name: string, value: string | number): Error {
  return parameterError(`invalid ${name} ${typeof value === "string" ? JSON.stringify(value) : value}`);
}
