import type { SampleEncoder, SampleFormat } from "./sample-encoder.ts";
import { Resampler } from "./resampler.ts";
import { mixChannels, toBytes, toInt16 } from "./samples.ts";
import { wavHead } from "./wav-head.ts";

/** What an encoder is made for. */
export interface EncoderOptions {
  target: SampleFormat;
  /** Sample rate of what comes in. */
  captureRate: number;
  /** Takes the bytes of the file, in order. */
  onBytes: (bytes: Uint8Array<ArrayBuffer>) => void;
}

/** What is known when everything is encoded. */
export interface Encoded {
  /** Length of what came in. */
  durationMs: number;
  /** Replaces as many bytes at the start of the file; absent where they are right already. */
  head?: Uint8Array<ArrayBuffer>;
}

/** Makes a file of sound that comes in pieces. Calls come one after another. */
export interface Encoder {
  /** Takes samples from -1 to 1, an array for each channel. Resolves when there is room for more. */
  write(channels: readonly Float32Array[]): Promise<void>;
  /** Ends the file. */
  finish(): Promise<Encoded>;
  /** Gives it up, or frees what it still holds after `finish` failed. */
  close(): Promise<void>;
}

/** Makes an encoder that has the sample rate, the channels and the format of its target, whatever comes in. */
export async function createEncoder({ target, captureRate, onBytes }: EncoderOptions): Promise<Encoder> {
  const { channelCount, sampleRate } = target;
  const resamplers = Array.from({ length: channelCount }, () => new Resampler(captureRate, sampleRate));
  const isWav = target.format === "wav";
  const samples = await createSampleEncoder(target, onBytes);
  if (isWav) onBytes(wavHead(sampleRate, channelCount, 0));
  let takenCount = 0;
  let givenCount = 0;

  async function give(channels: readonly Float32Array[]): Promise<void> {
    const interleaved = toInt16(channels);
    if (interleaved.length === 0) return;
    givenCount += interleaved.length;
    await samples.write(interleaved);
  }

  return {
    async write(channels) {
      takenCount += channels[0]?.length ?? 0;
      const mixed = mixChannels(channels, channelCount);
      await give(resamplers.map((resampler, index) => resampler.push(mixed[index] ?? new Float32Array())));
    },
    async finish() {
      await give(resamplers.map((resampler) => resampler.finish()));
      // A file of MP3 or AAC has at least one frame.
      if (givenCount === 0) await give(resamplers.map(() => new Float32Array(1)));
      await samples.finish();
      return {
        durationMs: Math.round((takenCount / captureRate) * 1000),
        ...(isWav ? { head: wavHead(sampleRate, channelCount, givenCount * 2) } : {}),
      };
    },
    close: () => samples.close(),
  };
}

async function createSampleEncoder(target: SampleFormat, onBytes: EncoderOptions["onBytes"]): Promise<SampleEncoder> {
  const { format } = target;
  if (format === "mp3" || format === "aac") {
    const { createCompressedEncoder } = await import("./compressed-encoder.ts");
    return createCompressedEncoder({ ...target, format }, onBytes);
  }
  return {
    write: async (samples) => onBytes(toBytes(samples)),
    finish: async () => {},
    close: async () => {},
  };
}
