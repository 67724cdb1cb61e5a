import {
  ALL_FORMATS,
  BlobSource,
  Conversion,
  Input,
  Mp4OutputFormat,
  Output,
  Quality,
  StreamTarget,
  type ConversionAudioOptions,
  type InputAudioTrack,
  type InputVideoTrack,
} from "mediabunny";
import { HostError, isHostError, type VideoCompression, type VideoFacts } from "../../core/ports/index.ts";
import { planCompression, readVideoFacts, type CompressionPlan } from "../../core/video/index.ts";
import { GrowingFile } from "./growing-file.ts";

const SOUND_BITS_PER_SECOND = 128_000;
/** What AAC has at most, of what players take. */
const MAX_SAMPLE_RATE = 48_000;
const MAX_CHANNELS = 2;
/** Of a video that has one picture only. */
const USUAL_FRAMES_PER_SECOND = 30;

/** Re-encodes a video as the port says it. It is read and written piece by piece. */
export async function compressVideo(video: Blob, compression: VideoCompression): Promise<Blob> {
  const facts = await readVideoFacts({
    sizeBytes: video.size,
    read: async (start, end) => new Uint8Array(await video.slice(start, end).arrayBuffer()),
  });
  // Which formats there are was decided with the facts.
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(video) });
  try {
    return await convert(input, facts, video.size, compression);
  } catch (cause) {
    throw isHostError(cause) ? cause : new HostError("invalid-data", "The video could not be re-encoded", { cause });
  } finally {
    input.dispose();
  }
}

async function convert(
  input: Input,
  facts: VideoFacts,
  sizeBytes: number,
  compression: VideoCompression,
): Promise<Blob> {
  const pictures = await input.getPrimaryVideoTrack();
  if (pictures === null) throw new HostError("invalid-data", "This is no video: it has no pictures");
  const plan = await planFor(pictures, facts, sizeBytes, compression);
  const sound = await soundOptions(await input.getPrimaryAudioTrack());
  const format = new Mp4OutputFormat();
  const file = new GrowingFile();
  const conversion = await Conversion.init({
    input,
    output: new Output({ format, target: new StreamTarget(file.stream, { chunked: true }) }),
    tracks: "primary",
    video: {
      codec: "avc",
      width: plan.widthPixels,
      height: plan.heightPixels,
      fit: "fill",
      ...(plan.framesPerSecond === undefined ? {} : { frameRate: plan.framesPerSecond }),
      quality: new Quality({ bitrate: plan.bitsPerSecond, bitrateMode: "variable" }),
      forceTranscode: true,
      allowTransformationMetadata: false,
    },
    audio: sound,
    showWarnings: false,
  });
  await requireTracks(conversion, plan);
  await conversion.execute();
  return file.toBlob(format.mimeType);
}

async function planFor(
  pictures: InputVideoTrack,
  { framesPerSecond, durationSeconds }: VideoFacts,
  sizeBytes: number,
  compression: VideoCompression,
): Promise<CompressionPlan> {
  const isMoving = Number.isFinite(framesPerSecond) && framesPerSecond > 0;
  const video = {
    widthPixels: await pictures.getDisplayWidth(),
    heightPixels: await pictures.getDisplayHeight(),
    framesPerSecond: isMoving ? framesPerSecond : USUAL_FRAMES_PER_SECOND,
    bitsPerSecond: durationSeconds > 0 ? (sizeBytes * 8) / durationSeconds : Number.POSITIVE_INFINITY,
  };
  return planCompression(video, compression);
}

/** Sound that is AAC stays as it is; browsers have no encoder for it. */
async function soundOptions(sound: InputAudioTrack | null): Promise<ConversionAudioOptions> {
  if (sound === null || (await sound.getCodec()) === "aac") return { codec: "aac" };
  const { registerAacEncoder } = await import("@mediabunny/aac-encoder").catch((cause: unknown) => {
    throw new HostError("network", "The encoder of sound could not be loaded", { cause });
  });
  registerAacEncoder();
  return {
    codec: "aac",
    numberOfChannels: Math.min(MAX_CHANNELS, await sound.getNumberOfChannels()),
    sampleRate: Math.min(MAX_SAMPLE_RATE, await sound.getSampleRate()),
    quality: new Quality({ bitrate: SOUND_BITS_PER_SECOND }),
  };
}

/** Rejects when the pictures or the sound would be missing. */
async function requireTracks({ discardedTracks }: Conversion, plan: CompressionPlan): Promise<void> {
  const [lost] = discardedTracks;
  if (lost === undefined) return;
  const name = (await lost.track.getCodec()) ?? "an unknown form";
  const problem =
    lost.reason === "no_encodable_target_codec"
      ? `This browser can't encode a video of ${plan.widthPixels} x ${plan.heightPixels} pixels`
      : `This browser can't decode the ${lost.track.isVideoTrack() ? "pictures" : "sound"} of the video: ${name}`;
  throw new HostError("not-supported", problem);
}
