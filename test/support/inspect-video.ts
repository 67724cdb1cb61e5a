import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspectSound, runProgram, type InspectedSound } from "./inspect-sound.ts";

/** What FFmpeg finds in a file with a video. */
export interface InspectedVideo {
  /** Names of the container; MP4 has several. */
  format: string;
  codec: string;
  /** Of the stored pictures. */
  widthPixels: number;
  heightPixels: number;
  /** How many pictures it decodes. */
  frameCount: number;
  durationMs: number;
  /** Of the pictures alone. */
  bitsPerSecond: number;
  /** The colours of the quarters of the first picture as it is shown: red, green and blue of each, row by row. */
  quarters: number[][];
  /** Absent without sound. */
  sound?: InspectedSound;
}

interface Probed {
  streams: {
    codec_type: string;
    codec_name: string;
    width: number;
    height: number;
    nb_read_frames: string;
    bit_rate?: string;
  }[];
  format: { format_name: string; duration: string };
}

/** Decodes a file by FFmpeg. Rejects with what that says when the file is none, or is broken anywhere. */
export async function inspectVideo(bytes: Uint8Array): Promise<InspectedVideo> {
  // What there is to know of a file may be at its end, so that it can't come through a pipe.
  const folder = await mkdtemp(join(tmpdir(), "minihost-video-"));
  const file = join(folder, "video");
  try {
    await writeFile(file, bytes);
    const entries = ["-show_streams", "-show_format", "-count_frames", "-of", "json"];
    const shown = await runProgram("ffprobe", ["-v", "error", ...entries, file]);
    const { streams, format } = JSON.parse(shown.toString()) as Probed;
    const pictures = streams.find(({ codec_type }) => codec_type === "video");
    if (pictures === undefined) throw new Error("FFmpeg finds no pictures");
    await runProgram("ffmpeg", ["-v", "error", "-xerror", "-i", file, "-f", "null", "-"]);
    const sound = streams.find(({ codec_type }) => codec_type === "audio");
    return {
      format: format.format_name,
      codec: pictures.codec_name,
      widthPixels: pictures.width,
      heightPixels: pictures.height,
      frameCount: Number(pictures.nb_read_frames),
      durationMs: Math.round(Number(format.duration) * 1000),
      bitsPerSecond: Number(pictures.bit_rate),
      quarters: await quartersOf(file),
      ...(sound === undefined ? {} : { sound: await soundOf(file, sound.codec_name === "aac" ? "adts" : "ogg") }),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function quartersOf(file: string): Promise<number[][]> {
  const filter = ["-frames:v", "1", "-vf", "format=rgb24,scale=2:2:flags=area"];
  const pixels = await runProgram("ffmpeg", ["-v", "error", "-i", file, ...filter, "-f", "rawvideo", "-"]);
  return [0, 3, 6, 9].map((offset) => [...pixels.subarray(offset, offset + 3)]);
}

async function soundOf(file: string, format: "adts" | "ogg"): Promise<InspectedSound> {
  return inspectSound(await runProgram("ffmpeg", ["-v", "error", "-i", file, "-vn", "-c", "copy", "-f", format, "-"]));
}
