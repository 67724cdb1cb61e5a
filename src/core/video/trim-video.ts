import type { Conversion, ConversionOptions, Input, OutputFormat, Target } from "mediabunny";
import { HostError, isHostError, type VideoPart } from "../ports/index.ts";
import { openVideo, type VideoBytes } from "./video-facts.ts";

/** Times are those of a clock of at least so many ticks a second. */
const TICK_SECONDS = 0.0001;
/** What is copied may begin so much earlier, hidden: sound comes in packets, and its decoder starts with the one before. */
const EARLY_SECONDS = 0.06;

/** What a file with a part of a video is. */
export interface TrimmedVideo {
  /** Without a dot. */
  extension: string;
  mimeType: string;
}

/**
 * Writes a part of a video as MP4, or as WebM or Matroska where it comes from there: never more than that, and at most a few pictures less at its
 * end.
 *
 * Packets are copied as they are where the part begins with a picture that needs no other; else its pictures are re-encoded. A host that can't do
 * that copies from the picture before that needs no other: MP4 says that the pictures until the start are not to be shown, the others can't
 * say so, and begin there.
 *
 * Rejects with `invalid-data` for what is no video, and `not-supported` when its pictures or sound can't be copied.
 */
export async function trimVideo(bytes: VideoBytes, part: VideoPart, createTarget: () => Target): Promise<TrimmedVideo> {
  const { Conversion, Mp4OutputFormat, Output } = await import("mediabunny");
  const input = await openVideo(bytes);
  try {
    const format = await formatFor(input);
    const plan = (options: Pick<ConversionOptions, "trim" | "copy">): Promise<Conversion> =>
      Conversion.init({
        input,
        output: new Output({ format, target: createTarget() }),
        tracks: "primary",
        showWarnings: false,
        ...options,
      });
    const start = part.startSeconds;
    const keySeconds = await lastKey(input, start);
    const isReencoded = start - keySeconds > EARLY_SECONDS;
    const end = isReencoded ? await cutEnd(input, part) : await closedEnd(input, part);
    let conversion = await plan({ trim: { start, end }, copy: { boundaryTolerance: EARLY_SECONDS } });
    if (conversion.discardedTracks.length > 0) {
      const isHidden = format instanceof Mp4OutputFormat;
      const trim = { start: isHidden ? start : keySeconds, end: await closedEnd(input, part) };
      conversion = await plan({ trim, copy: { mode: "forced", shiftTolerance: isHidden ? 0 : Infinity } });
    }
    if (conversion.discardedTracks.length > 0) {
      throw new HostError("not-supported", "The pictures or the sound of the video can't be copied into a new file");
    }
    await conversion.execute();
    return { extension: format.fileExtension.slice(1), mimeType: format.mimeType };
  } catch (cause) {
    throw isHostError(cause) ? cause : new HostError("invalid-data", "The video could not be copied", { cause });
  } finally {
    input.dispose();
  }
}

async function formatFor(input: Input): Promise<OutputFormat> {
  const { MATROSKA, MkvOutputFormat, Mp4OutputFormat, WEBM, WebMOutputFormat } = await import("mediabunny");
  const format = await input.getFormat();
  if (format === WEBM) return new WebMOutputFormat();
  return format === MATROSKA ? new MkvOutputFormat() : new Mp4OutputFormat();
}

/** The last time until `seconds` from which the pictures can be decoded. */
async function lastKey(input: Input, seconds: number): Promise<number> {
  const { EncodedPacketSink } = await import("mediabunny");
  const track = await input.getPrimaryVideoTrack();
  const key = track && (await new EncodedPacketSink(track).getKeyPacket(seconds));
  // Some videos begin a little after their beginning.
  return key === null ? seconds : Math.max(0, Math.min(seconds, key.timestamp));
}

/**
 * Where to stop to copy, so that nothing is left out before and nothing lasts longer: pictures are stored in the order in which they are decoded,
 * and one that comes after the end may be needed for one before it. `undefined` for the end of the video.
 */
async function closedEnd(input: Input, part: VideoPart): Promise<number | undefined> {
  const limit = await cutEnd(input, part);
  const track = await input.getPrimaryVideoTrack();
  if (limit === undefined || track === null) return limit;
  const { EncodedPacketSink } = await import("mediabunny");
  const pictures = new EncodedPacketSink(track);
  let firstAfter = Infinity;
  let end = limit;
  for await (const { timestamp } of pictures.packets((await pictures.getKeyPacket(limit)) ?? undefined)) {
    if (timestamp > firstAfter) break;
    if (timestamp >= limit && firstAfter === Infinity) firstAfter = timestamp;
    if (firstAfter < Infinity) end = Math.min(end, timestamp);
  }
  return end > part.startSeconds ? end : limit;
}

/** What begins until then is over at the end of the part. `undefined` for the end of the video. */
async function cutEnd(input: Input, { startSeconds, endSeconds }: VideoPart): Promise<number | undefined> {
  if (endSeconds >= (await input.computeDuration()) - TICK_SECONDS) return undefined;
  const { EncodedPacketSink } = await import("mediabunny");
  let longest = 0;
  for (const track of [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]) {
    const first = track && (await new EncodedPacketSink(track).getFirstPacket());
    longest = Math.max(longest, first?.duration ?? 0);
  }
  return Math.max(startSeconds, endSeconds - longest) + TICK_SECONDS;
}
