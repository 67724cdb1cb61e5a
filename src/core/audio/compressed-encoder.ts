import {
  AdtsOutputFormat,
  AudioSample,
  AudioSampleSource,
  Mp3OutputFormat,
  NullTarget,
  Output,
  Quality,
} from "mediabunny";
import type { SampleEncoder, SampleFormat } from "./sample-encoder.ts";

/**
 * Encodes MP3 or AAC in a thread of its own. MP3 has no head that tells its length, and AAC is in frames of ADTS: both can be played from the
 * first byte, while the rest is not there yet.
 */
export async function createCompressedEncoder(
  { format, sampleRate, channelCount, bitsPerSecond }: SampleFormat & { format: "mp3" | "aac" },
  onBytes: (bytes: Uint8Array<ArrayBuffer>) => void,
): Promise<SampleEncoder> {
  await registerEncoder(format);
  // The encoder gives each piece memory of its own.
  const take = (bytes: Uint8Array): void => onBytes(bytes as Uint8Array<ArrayBuffer>);
  const output = new Output({
    format: format === "mp3" ? new Mp3OutputFormat({ xingHeader: false }) : new AdtsOutputFormat({ onFrame: take }),
    target: new NullTarget(),
  });
  const source = new AudioSampleSource({
    codec: format,
    quality: new Quality({ bitrate: bitsPerSecond, bitrateMode: "constant" }),
    ...(format === "mp3" ? { onEncodedPacket: ({ data }) => take(data) } : {}),
  });
  output.addAudioTrack(source);
  await output.start();
  let frameCount = 0;
  return {
    async write(samples) {
      const timestamp = frameCount / sampleRate;
      frameCount += samples.length / channelCount;
      const sample = new AudioSample({
        data: samples,
        format: "s16",
        numberOfChannels: channelCount,
        sampleRate,
        timestamp,
      });
      try {
        await source.add(sample);
      } finally {
        sample.close();
      }
    },
    finish: () => output.finalize(),
    close: () => output.cancel(),
  };
}

/** Loads an encoder, which is large, when it is first needed. */
async function registerEncoder(format: "mp3" | "aac"): Promise<void> {
  if (format === "mp3") (await import("@mediabunny/mp3-encoder")).registerMp3Encoder();
  else (await import("@mediabunny/aac-encoder")).registerAacEncoder();
}
