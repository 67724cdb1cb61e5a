import type { Input, InputVideoTrack } from "mediabunny";
import { HostError, isHostError, type VideoFacts, type VideoFormat } from "../ports/index.ts";

/** Bytes of a file that are read as they are needed. */
export interface VideoBytes {
  sizeBytes: number;
  /** Resolves with the bytes from `start` up to `end`. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** By the name that the reader has for a container. */
const FORMATS: Readonly<Record<string, VideoFormat>> = {
  MP4: "mp4",
  "QuickTime File Format": "mov",
  WebM: "webm",
  Matroska: "mkv",
  "MPEG Transport Stream": "ts",
};
/** So many pictures tell the rate well enough. */
const RATE_PACKETS = 256;

/** Opens a video of a format that we know. Nothing is read yet; the caller disposes of it. */
export async function openVideo(bytes: VideoBytes): Promise<Input> {
  // Few apps read videos: what does is loaded with the first.
  const { CustomSource, Input, MATROSKA, MP4, MPEG_TS, QTFF, WEBM } = await import("mediabunny");
  const source = new CustomSource({
    getSize: () => bytes.sizeBytes,
    read: (start, end) => bytes.read(start, end),
    // Whoever asked hears of it, too.
    handleUnhandledError: () => {},
  });
  return new Input({ formats: [MP4, QTFF, WEBM, MATROSKA, MPEG_TS], source });
}

/** Reads what a video says of itself, but not its pictures. Rejects with `invalid-data` for what is not a video or has lost its end. */
export async function readVideoFacts(bytes: VideoBytes): Promise<VideoFacts> {
  const { EncodedPacketSink } = await import("mediabunny");
  const input = await openVideo(bytes);
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw invalid("it has no pictures");
    const sound = await input.getPrimaryAudioTrack();
    // A file that was cut may say how long it was.
    for (const part of sound === null ? [track] : [track, sound]) {
      const packets = new EncodedPacketSink(part);
      const isCut = (await packets.getPacket(Number.POSITIVE_INFINITY)) === null;
      if (isCut && (part === track || (await packets.getFirstPacket()) !== null)) throw invalid("its end is missing");
    }
    return await factsOf(input, track);
  } catch (error) {
    throw isHostError(error) ? error : invalid("it can't be read", error);
  } finally {
    input.dispose();
  }
}

async function factsOf(input: Input, track: InputVideoTrack): Promise<VideoFacts> {
  const { averagePacketRate } = await track.computePacketStats(RATE_PACKETS);
  return {
    format: FORMATS[(await input.getFormat()).name] ?? "unknown",
    widthPixels: await track.getCodedWidth(),
    heightPixels: await track.getCodedHeight(),
    rotationDegrees: await track.getRotation(),
    durationSeconds: await input.computeDuration(),
    framesPerSecond: averagePacketRate,
  };
}

function invalid(problem: string, cause?: unknown): HostError {
  return new HostError("invalid-data", `This is no video: ${problem}`, { cause });
}
