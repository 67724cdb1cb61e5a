import type { AlbumPort } from "./album.ts";
import type { ClockPort } from "./clock.ts";
import type { ConsentPort } from "./consent.ts";
import type { DecompressorPort } from "./decompressor.ts";
import type { FileSystemPort } from "./file-system.ts";
import type { FilesPort } from "./files.ts";
import type { HttpPort } from "./http.ts";
import type { ImageCodecPort } from "./image-codec.ts";
import type { ImageEditorPort } from "./image-editor.ts";
import type { InspectorPort } from "./inspector.ts";
import type { NetworkState } from "./network.ts";
import type { PersonalDiskPort } from "./personal-disk.ts";
import type { PickerPort } from "./picker.ts";
import type { PlayerPort } from "./player.ts";
import type { PresenterPort } from "./presenter.ts";
import type { RecorderPort } from "./recorder.ts";
import type { SocketPort } from "./socket.ts";
import type { StatePort } from "./state.ts";
import type { StorageLogPort } from "./storage-log.ts";
import type { SystemPort } from "./system.ts";
import type { VideoCompressorPort } from "./video-compressor.ts";
import type { VideoEditorPort } from "./video-editor.ts";
import type { VideoReaderPort } from "./video-reader.ts";

/** One device: everything that an app can reach. */
export interface Ports {
  album: AlbumPort;
  clock: ClockPort;
  consent: ConsentPort;
  /** Keeps what the person decided. */
  consentLog: StorageLogPort;
  decompressor: DecompressorPort;
  files: FilesPort;
  fileSystem: FileSystemPort;
  /** Whether the app is in the foreground: the person sees it. */
  foreground: StatePort<boolean>;
  http: HttpPort;
  imageCodec: ImageCodecPort;
  imageEditor: ImageEditorPort;
  /** Present when a developer tool watches. */
  inspector?: InspectorPort;
  network: StatePort<NetworkState>;
  personalDisk: PersonalDiskPort;
  picker: PickerPort;
  player: PlayerPort;
  presenter: PresenterPort;
  recorder: RecorderPort;
  socket: SocketPort;
  storageLog: StorageLogPort;
  system: SystemPort;
  /** Present where the host has an encoder of videos. */
  videoCompressor?: VideoCompressorPort;
  videoEditor: VideoEditorPort;
  videoReader: VideoReaderPort;
}
