import type { BackgroundRule } from "./background.ts";
import type { ApiContext } from "./context.ts";
import type { StoredFiles } from "./file/stored-files.ts";
import type { TemporaryRoom } from "./file/temporary-room.ts";
import type { Recorder } from "./media/record/recorder.ts";
import type { Audio } from "./media/audio/audio.ts";
import type { CheckUrl } from "./network/check-url.ts";
import type { Sockets } from "./network/sockets.ts";
import type { Permissions } from "./permission/permissions.ts";
import type { BufferUrls } from "./storage/buffer-urls.ts";
import type { Storage } from "./storage/storage.ts";
import type { TransferLog } from "./transfer-log.ts";

/** What an API works with while it runs: its context, and what all calls of one `wx` share. */
export interface CallContext extends ApiContext {
  audio: Audio;
  background: BackgroundRule;
  bufferUrls: BufferUrls;
  checkUrl: CheckUrl;
  permissions: Permissions;
  recorder: Recorder;
  sockets: Sockets;
  storage: Storage;
  storedFiles: StoredFiles;
  temporaryRoom: TemporaryRoom;
  transfers: TransferLog;
}
