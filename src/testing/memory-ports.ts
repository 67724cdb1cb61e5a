import type { ImageChoice, ImageCompression, PickedImages, Ports, PickerPort } from "../core/ports/index.ts";
import type { ImageCodecPort, InspectorPort } from "../core/ports/index.ts";
import type { Transfer } from "../core/protocol/index.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createMemoryFiles, type MemoryFiles } from "./memory-files.ts";
import { createMemoryHttp, type MemoryHttp } from "./memory-http.ts";
import { createMemoryPresenter, type MemoryPresenter } from "./memory-presenter.ts";
import { createMemorySocket, type MemorySocket } from "./memory-socket.ts";
import { createMemorySystem, type MemorySystem } from "./memory-system.ts";
import { createQuestions, type Question } from "./questions.ts";

/** A picker whose person is the test. */
export interface MemoryPicker extends PickerPort {
  /** Resolves with the oldest request that was not taken yet, as soon as there is one. */
  next(): Promise<Question<ImageChoice, PickedImages>>;
}

/** A codec whose work the test does: it answers with the path of the result. */
export interface MemoryImageCodec extends ImageCodecPort {
  /** Resolves with the oldest compression that was not taken yet, as soon as there is one. */
  next(): Promise<Question<ImageCompression & { path: string }, string>>;
}

/** An inspector that keeps what it was told. */
export interface MemoryInspector extends InspectorPort {
  /** Every report, in order. */
  readonly reports: readonly Transfer[];
}

/** A device in memory, scripted by a test. */
export interface MemoryPorts extends Ports {
  clock: FakeClock;
  files: MemoryFiles;
  http: MemoryHttp;
  imageCodec: MemoryImageCodec;
  inspector: MemoryInspector;
  picker: MemoryPicker;
  presenter: MemoryPresenter;
  socket: MemorySocket;
  system: MemorySystem;
}

/** Makes a device that has no files, shows nothing and waits for the test's answers. */
export function createMemoryPorts(): MemoryPorts {
  const clock = createFakeClock();
  const files = createMemoryFiles();
  const choices = createQuestions<ImageChoice, PickedImages>();
  const compressions = createQuestions<ImageCompression & { path: string }, string>();
  const reports: Transfer[] = [];
  return {
    clock,
    files,
    http: createMemoryHttp(files),
    imageCodec: {
      compress: (path, compression) => compressions.ask({ path, ...compression }),
      next: () => compressions.next(),
    },
    inspector: { reports, transfer: (transfer) => void reports.push(transfer) },
    picker: { chooseImages: (choice) => choices.ask(choice), next: () => choices.next() },
    presenter: createMemoryPresenter(clock),
    socket: createMemorySocket(),
    system: createMemorySystem(),
  };
}
