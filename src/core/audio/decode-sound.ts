import { ALL_FORMATS, AudioSampleSink, BufferSource, Input, type InputAudioTrack } from "mediabunny";
import { HostError } from "../ports/index.ts";
import { createLoop, type Sound } from "./sound.ts";

/** Decodes a file as a whole. Rejects with `invalid-data` when it has no sound, and `not-supported` when this host can't decode its format. */
export async function decodeSound(bytes: Uint8Array<ArrayBuffer>): Promise<Sound> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  try {
    const track = await findTrack(input);
    if (!(await track.canDecode())) {
      throw new HostError(
        "not-supported",
        `Sound as ${track.codec ?? "this file has it"} can't be decoded here. Give a WAV file.`,
      );
    }
    return createLoop(track.sampleRate, await readAll(track));
  } finally {
    input.dispose();
  }
}

async function findTrack(input: Input): Promise<InputAudioTrack> {
  const track = await input.getPrimaryAudioTrack().catch((cause: unknown) => {
    throw new HostError("invalid-data", "This is no file with sound. Give a WAV file.", { cause });
  });
  if (track === null) throw new HostError("invalid-data", "This file has no sound. Give a WAV file.");
  return track;
}

async function readAll(track: InputAudioTrack): Promise<Float32Array[]> {
  const pieces: Float32Array[][] = Array.from({ length: track.numberOfChannels }, () => []);
  for await (const sample of new AudioSampleSink(track).samples()) {
    for (const [planeIndex, channel] of pieces.entries()) {
      const plane = new Float32Array(sample.numberOfFrames);
      sample.copyTo(plane, { planeIndex, format: "f32-planar" });
      channel.push(plane);
    }
    sample.close();
  }
  return pieces.map(join);
}

function join(pieces: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}
