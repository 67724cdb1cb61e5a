import { isHostError, type HostError, type StorageLogPort } from "../../core/ports/index.ts";
import type { TwinLog } from "./volume/twin-log.ts";
import { translated } from "./volume/volume-error.ts";

/** The bytes under key/value storage, or why there are none. */
export function createStorageLog(log: TwinLog | HostError): StorageLogPort {
  const use = <Result>(work: (opened: TwinLog) => Result): Result => {
    if (isHostError(log)) throw log;
    return translated("storage", () => work(log));
  };
  return {
    readSync: () => use((opened) => opened.readSync()),
    appendSync: (bytes) => use((opened) => opened.appendSync(bytes)),
    replaceSync: (bytes) => use((opened) => opened.replaceSync(bytes)),
  };
}
