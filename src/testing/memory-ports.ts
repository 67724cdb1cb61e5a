import type {
  EditedImage,
  EditedVideo,
  FileChoice,
  ImageCompression,
  ImageEdit,
  ImageEditorPort,
  MediaChoice,
  PickedFile,
  PickedMediaList,
  PickerPort,
  PixelRectangle,
  Ports,
  VideoCompression,
  VideoCompressorPort,
  VideoEditorPort,
} from "../core/ports/index.ts";
import { createState, type ImageCodecPort, type InspectorPort } from "../core/ports/index.ts";
import type {
  AlbumKind,
  AlbumPort,
  ConsentPort,
  ConsentSettings,
  NetworkState,
  Scope,
  ToldState,
} from "../core/ports/index.ts";
import type { SocketReport, Transfer } from "../core/protocol/index.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createMemoryDecompressor } from "./memory-decompressor.ts";
import { createMemoryDisk, type MemoryDisk } from "./memory-disk.ts";
import { createMemoryFileSystem } from "./memory-file-system.ts";
import { createMemoryFiles, type MemoryFiles } from "./memory-files.ts";
import { createMemoryHttp, type MemoryHttp } from "./memory-http.ts";
import { createMemoryPersonalDisk, type MemoryPersonalDisk } from "./memory-personal-disk.ts";
import { createMemoryPlayer, type MemoryPlayer } from "./memory-player.ts";
import { createMemoryPresenter, type MemoryPresenter } from "./memory-presenter.ts";
import { createMemoryRecorder, type MemoryRecorder } from "./memory-recorder.ts";
import { createMemorySocket, type MemorySocket } from "./memory-socket.ts";
import { createMemoryStorageLog } from "./memory-storage-log.ts";
import { createMemorySystem, type MemorySystem } from "./memory-system.ts";
import { createMemoryVideoReader } from "./memory-video-reader.ts";
import { createQuestions, type Question } from "./questions.ts";

/** A picker whose person is the test. */
export interface MemoryPicker extends PickerPort {
  /** Resolves with the oldest request that was not taken yet, as soon as there is one. */
  next(): Promise<Question<MediaChoice, PickedMediaList>>;
  /** The same for {@link PickerPort.chooseFiles}. */
  nextFiles(): Promise<Question<FileChoice, PickedFile[]>>;
}

/** An album that keeps what was saved. */
export interface MemoryAlbum extends AlbumPort {
  /** Oldest first. */
  readonly saved: readonly { kind: AlbumKind; bytes: Uint8Array }[];
}

/** A person who is asked for permissions is the test. */
export interface MemoryConsent extends ConsentPort {
  /** Resolves with the oldest dialog that was not taken yet, as soon as there is one. */
  nextScope(): Promise<Question<Scope, boolean>>;
  /** Resolves with the oldest page of settings that was not taken yet, as soon as there is one. */
  nextSettings(): Promise<Question<ConsentSettings, ConsentSettings>>;
}

/** A codec whose work the test does: it answers with the path of the result. */
export interface MemoryImageCodec extends ImageCodecPort {
  /** Resolves with the oldest compression that was not taken yet, as soon as there is one. */
  next(): Promise<Question<ImageCompression & { path: string }, string>>;
  /** The same for {@link ImageCodecPort.edit}. */
  nextEdit(): Promise<Question<ImageEdit & { path: string }, string>>;
}

/** An editor of pictures whose person is the test. */
export interface MemoryImageEditor extends ImageEditorPort {
  /** Resolves with the oldest picture that is to be cropped and was not taken yet, as soon as there is one. */
  nextCrop(): Promise<Question<EditedImage & { ratio: number }, PixelRectangle>>;
  /** The same for {@link ImageEditorPort.edit}. */
  nextEdit(): Promise<Question<EditedImage, ImageEdit>>;
}

/** A compressor whose work the test does: it answers with the path of the result. */
export interface MemoryVideoCompressor extends VideoCompressorPort {
  /** Resolves with the oldest compression that was not taken yet, as soon as there is one. */
  next(): Promise<Question<{ path: string; compression: VideoCompression }, string>>;
}

/** An editor of videos whose work the test does: it answers with the path of the result. */
export interface MemoryVideoEditor extends VideoEditorPort {
  /** Resolves with the oldest video that was not taken yet, as soon as there is one. */
  next(): Promise<Question<EditedVideo, string>>;
}

/** An inspector that keeps what it was told. */
export interface MemoryInspector extends InspectorPort {
  /** Every report on a transfer, in order. */
  readonly reports: readonly Transfer[];
  /** Every report on a connection, in order. */
  readonly socketReports: readonly SocketReport[];
}

/** A device in memory, scripted by a test. */
export interface MemoryPorts extends Ports {
  album: MemoryAlbum;
  clock: FakeClock;
  consent: MemoryConsent;
  files: MemoryFiles;
  foreground: ToldState<boolean>;
  http: MemoryHttp;
  imageCodec: MemoryImageCodec;
  imageEditor: MemoryImageEditor;
  inspector: MemoryInspector;
  network: ToldState<NetworkState>;
  personalDisk: MemoryPersonalDisk;
  picker: MemoryPicker;
  player: MemoryPlayer;
  presenter: MemoryPresenter;
  recorder: MemoryRecorder;
  socket: MemorySocket;
  system: MemorySystem;
  videoCompressor: MemoryVideoCompressor;
  videoEditor: MemoryVideoEditor;
}

function createMemoryImageEditor(): MemoryImageEditor {
  const crops = createQuestions<EditedImage & { ratio: number }, PixelRectangle>();
  const edits = createQuestions<EditedImage, ImageEdit>();
  return {
    crop: (image, ratio) => crops.ask({ ...image, ratio }),
    nextCrop: () => crops.next(),
    edit: (image) => edits.ask(image),
    nextEdit: () => edits.next(),
  };
}

/** Makes a device that has the files of `disk`, shows nothing and waits for the test's answers. */
export function createMemoryPorts(disk: MemoryDisk = createMemoryDisk()): MemoryPorts {
  const clock = createFakeClock();
  const files = createMemoryFiles(disk);
  const consents = createQuestions<Scope, boolean>();
  const settingsPages = createQuestions<ConsentSettings, ConsentSettings>();
  const saved: { kind: AlbumKind; bytes: Uint8Array }[] = [];
  const choices = createQuestions<MediaChoice, PickedMediaList>();
  const fileChoices = createQuestions<FileChoice, PickedFile[]>();
  const compressions = createQuestions<ImageCompression & { path: string }, string>();
  const edits = createQuestions<ImageEdit & { path: string }, string>();
  const videoCompressions = createQuestions<{ path: string; compression: VideoCompression }, string>();
  const editedVideos = createQuestions<EditedVideo, string>();
  const reports: Transfer[] = [];
  const socketReports: SocketReport[] = [];
  return {
    album: {
      save: async (path, kind) => void saved.push({ kind, bytes: new Uint8Array(await files.read(path)) }),
      saved,
    },
    clock,
    consent: {
      ask: (scope) => consents.ask(scope),
      openSettings: (settings) => settingsPages.ask(settings),
      nextScope: () => consents.next(),
      nextSettings: () => settingsPages.next(),
    },
    consentLog: createMemoryStorageLog(disk, "consentLog"),
    decompressor: createMemoryDecompressor(),
    files,
    fileSystem: createMemoryFileSystem(disk),
    foreground: createState(true),
    http: createMemoryHttp(files),
    imageCodec: {
      compress: (path, compression) => compressions.ask({ path, ...compression }),
      next: () => compressions.next(),
      edit: (path, edit) => edits.ask({ path, ...edit }),
      nextEdit: () => edits.next(),
    },
    imageEditor: createMemoryImageEditor(),
    inspector: {
      reports,
      socketReports,
      transfer: (transfer) => void reports.push(transfer),
      socket: (socket) => void socketReports.push(socket),
    },
    network: createState<NetworkState>({ type: "wifi", isWeak: false }),
    personalDisk: createMemoryPersonalDisk(files),
    picker: {
      chooseMedia: (choice) => choices.ask(choice),
      next: () => choices.next(),
      chooseFiles: (choice) => fileChoices.ask(choice),
      nextFiles: () => fileChoices.next(),
    },
    player: createMemoryPlayer(clock),
    presenter: createMemoryPresenter(clock, files),
    recorder: createMemoryRecorder(clock, files),
    socket: createMemorySocket(),
    storageLog: createMemoryStorageLog(disk, "storageLog"),
    system: createMemorySystem(),
    videoCompressor: {
      compress: (path, compression) => videoCompressions.ask({ path, compression }),
      next: () => videoCompressions.next(),
    },
    videoEditor: {
      edit: (video) => editedVideos.ask(video),
      next: () => editedVideos.next(),
    },
    videoReader: createMemoryVideoReader(files),
  };
}
