import type { Wx } from "../../src/core/api/index.ts";
import { createWx } from "../../src/core/api/index.ts";
import type {
  DecompressorPort,
  FilesPort,
  FileSystemPort,
  HttpPort,
  PersonalDiskPort,
  StorageLogPort,
} from "../../src/core/ports/index.ts";
import type { GatewayAccess } from "../../src/core/protocol/index.ts";
import { createMemoryApp, createMemoryPorts } from "../../src/testing/index.ts";

type Manager = ReturnType<Wx["getFileSystemManager"]>;

/** A disk whose files a suite reads. */
export interface ReadableDisk extends PersonalDiskPort {
  /** What was saved so far, oldest first. */
  read(): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }[]>;
}

/** The ports of a host that keep files and values. */
export interface StoredPorts {
  readonly files: FilesPort;
  readonly fileSystem: FileSystemPort;
  readonly storageLog: StorageLogPort;
  readonly decompressor: DecompressorPort;
  readonly personalDisk: ReadableDisk;
  /** Where a suite downloads. */
  readonly http?: HttpPort;
}

/** A device whose files and values stay, where its app runs. */
export interface StoredDevice extends StoredPorts {
  readonly wx: Wx;
  readonly manager: Manager;
  /** Calls a method of the manager and waits for its callback. */
  call(method: keyof Manager, options: object): Promise<Record<string, unknown>>;
  /** Makes a temporary file and resolves with its path. */
  createTemporary(text: string, extension?: string): Promise<string>;
}

/** Where the device of a suite is, which may be another thread. */
export interface StoredHost {
  /**
   * Runs a function where the app runs. It may travel there as text, so it sees nothing but its parameters.
   *
   * What it throws is thrown with its `name`, `message`, `code`, `errMsg`, `errno` and `errCode`.
   */
  run<Output>(work: (device: StoredDevice) => Output | Promise<Output>): Promise<Output>;
  run<Input, Output>(
    work: (device: StoredDevice, input: Input) => Output | Promise<Output>,
    input: Input,
  ): Promise<Output>;
  /** Closes the device and makes it again with what it kept. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** What suites want of a host. */
export interface StoredSettings {
  /** `limits.downloadBytes` */
  downloadBytes?: number;
  /** `limits.storedBytes` */
  storedBytes?: number;
  /** `limits.temporaryBytes` */
  temporaryBytes?: number;
  /** Present where requests may go through a gateway. */
  access?: GatewayAccess;
}

/** Makes a host of a suite. Its package has one file, `/images/a.png`, whose content is the text "picture". */
export type CreateStoredHost = (settings?: StoredSettings) => Promise<StoredHost>;

/** Makes the device of a suite out of the ports of a host; everything else is in memory. */
export function createStoredDevice(stored: StoredPorts, settings: StoredSettings = {}): StoredDevice {
  const { files, fileSystem, storageLog, decompressor, personalDisk, http } = stored;
  const clock = { ...createMemoryPorts().clock, nowMs: () => Date.now() };
  const ports = {
    ...createMemoryPorts(),
    clock,
    files,
    fileSystem,
    storageLog,
    decompressor,
    personalDisk,
    ...(http && { http }),
  };
  const { downloadBytes, storedBytes, temporaryBytes } = settings;
  const limits = {
    ...(downloadBytes && { downloadBytes }),
    ...(storedBytes && { storedBytes }),
    ...(temporaryBytes && { temporaryBytes }),
  };
  const wx = createWx({ ports, app: createMemoryApp({ limits }) });
  const manager = wx.getFileSystemManager();
  return {
    ...stored,
    wx,
    manager,
    call: (method, options) =>
      new Promise((success, fail) => {
        Reflect.apply(manager[method], undefined, [{ ...options, success, fail }]);
      }),
    createTemporary: (text, extension = "txt") =>
      files.createTemporary(new TextEncoder().encode(text).buffer, extension),
  };
}

/** Makes a host whose device is in this thread. */
export async function createStoredHost(
  open: () => Promise<{ device: StoredDevice; close: () => Promise<void> }>,
  remove: () => Promise<void> = async () => {},
): Promise<StoredHost> {
  let { device, close } = await open();
  return {
    run: async <Input, Output>(
      work: (device: StoredDevice, input: Input) => Output | Promise<Output>,
      input?: Input,
      // A function without a second parameter is given none.
    ) => work(device, input as Input),
    async reopen() {
      await close();
      ({ device, close } = await open());
    },
    async close() {
      await close();
      await remove();
    },
  };
}
