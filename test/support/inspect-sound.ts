import { spawn } from "node:child_process";

/** What FFmpeg finds in a file with sound. */
export interface InspectedSound {
  codec: string;
  sampleRate: number;
  channelCount: number;
  /** Of what it decodes. */
  durationMs: number;
  /** Of the middle of the first channel: by the most usual time between two risings through zero; 0 for silence. */
  frequencyHz: number;
  /** Which part of those times is of that length, 0 to 1: less where the sound was torn. */
  steadiness: number;
  /** Root mean square of the same, 1 for the loudest square wave. */
  level: number;
}

/** A time between two risings may differ by so much. */
const STEADY_WITHIN = 0.1;

/** The form of bytes without a head. */
export interface RawSound {
  sampleRate: number;
  channelCount: number;
}

/** Why sound and videos can't be inspected on this machine; absent where it can. */
export const MEDIA_TOOLS_MISSING: Promise<string | undefined> = runProgram("ffprobe", ["-version"]).then(
  () => undefined,
  () => "FFmpeg is not installed (Debian: ffmpeg)",
);

/** Decodes a file by FFmpeg. Rejects with what that says when the file is none. */
export async function inspectSound(file: Uint8Array, raw?: RawSound): Promise<InspectedSound> {
  const form = raw === undefined ? [] : ["-f", "s16le", "-ar", `${raw.sampleRate}`, "-ac", `${raw.channelCount}`];
  const entries = ["-show_entries", "stream=codec_name,sample_rate,channels", "-of", "json"];
  const shown = await runProgram("ffprobe", ["-v", "error", ...probeForm(raw), ...entries, "-"], file);
  const { streams } = JSON.parse(shown.toString()) as {
    streams: { codec_name: string; sample_rate: string; channels: number }[];
  };
  const [stream] = streams;
  if (stream === undefined) throw new Error("FFmpeg finds no sound");
  const decoded = await runProgram("ffmpeg", ["-v", "error", ...form, "-i", "-", "-f", "f32le", "-"], file);
  const samples = new Float32Array(decoded.buffer.slice(decoded.byteOffset, decoded.byteOffset + decoded.byteLength));
  const channelCount = stream.channels;
  const sampleRate = Number(stream.sample_rate);
  const first = samples.filter((_, index) => index % channelCount === 0);
  const middle = first.subarray(Math.floor(first.length * 0.3), Math.ceil(first.length * 0.7));
  return {
    codec: stream.codec_name,
    sampleRate,
    channelCount,
    durationMs: Math.round((first.length / sampleRate) * 1000),
    ...pitchOf(middle, sampleRate),
    level: Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, middle.length)),
  };
}

function probeForm(raw: RawSound | undefined): string[] {
  if (raw === undefined) return [];
  return ["-f", "s16le", "-sample_rate", `${raw.sampleRate}`, "-ch_layout", raw.channelCount === 1 ? "mono" : "stereo"];
}

function pitchOf(samples: Float32Array, sampleRate: number): Pick<InspectedSound, "frequencyHz" | "steadiness"> {
  const threshold = samples.reduce((peak, sample) => Math.max(peak, -sample), 0) / 4;
  const risings: number[] = [];
  // Noise around zero is no wave: it has to have been well below.
  let wasBelow = false;
  for (let index = 1; index < samples.length; index += 1) {
    const [before = 0, after = 0] = samples.subarray(index - 1, index + 1);
    wasBelow ||= before < -threshold;
    if (!wasBelow || before >= 0 || after < 0) continue;
    risings.push(index - after / (after - before));
    wasBelow = false;
  }
  const periods = risings.slice(1).map((rising, index) => rising - (risings[index] ?? 0));
  const usual = periods.toSorted((a, b) => a - b)[Math.floor(periods.length / 2)];
  if (usual === undefined) return { frequencyHz: 0, steadiness: 0 };
  const steady = periods.filter((period) => Math.abs(period - usual) < usual * STEADY_WITHIN);
  return { frequencyHz: sampleRate / usual, steadiness: steady.length / periods.length };
}

/** Runs a program with these bytes as its input, and resolves with its output. Rejects with what it says of errors. */
export function runProgram(
  command: string,
  args: readonly string[],
  input: Uint8Array = new Uint8Array(),
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args);
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (piece: Buffer) => output.push(piece));
    child.stderr.on("data", (piece: Buffer) => errors.push(piece));
    // It may have seen enough before the end.
    child.stdin.on("error", () => {});
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new Error(`${command} ended with ${code}: ${Buffer.concat(errors).toString()}`));
    });
    child.stdin.end(input);
  });
}
