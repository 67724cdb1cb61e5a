import { createClockedRecorder, Microphone, type ClockedRecorder, type RecordingFile } from "../core/audio/index.ts";
import type { ClockPort, FilesPort } from "../core/ports/index.ts";

/** A recorder whose microphone hears what the test says. */
export interface MemoryRecorder extends ClockedRecorder {
  readonly microphone: Microphone;
}

/** Makes a recorder by a clock, whose files are in memory; its microphone hears a tone of 440 Hz. */
export function createMemoryRecorder(clock: ClockPort, files: FilesPort): MemoryRecorder {
  const microphone = new Microphone();
  microphone.tone(440);
  return {
    ...createClockedRecorder({ clock, microphone, createFile: async (extension) => createFile(files, extension) }),
    microphone,
  };
}

function createFile(files: FilesPort, extension: string): RecordingFile {
  const pieces: Uint8Array[] = [];
  return {
    write: async (bytes) => void pieces.push(bytes),
    async finish(head = new Uint8Array()) {
      const sizeBytes = pieces.reduce((size, piece) => size + piece.length, 0);
      const bytes = new Uint8Array(sizeBytes);
      let position = 0;
      for (const piece of pieces) {
        bytes.set(piece, position);
        position += piece.length;
      }
      bytes.set(head);
      return { path: await files.createTemporary(bytes.buffer, extension), sizeBytes };
    },
    discard: async () => {},
  };
}
