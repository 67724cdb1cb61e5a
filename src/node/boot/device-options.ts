import { statSync } from "node:fs";
import { PLATFORM_LIMITS, type Limits, type NetworkTimeout } from "../../core/api/index.ts";
import type { ClockPort } from "../../core/ports/index.ts";
import { findDomainMistake, type DomainLists } from "../../core/protocol/index.ts";

/** How a device is set up. An option that is not listed here does not work yet and is refused. */
export interface DeviceOptions {
  /**
   * Folder of this device alone; made when absent, and kept with saved files, user files and storage. `createDevice` rejects while another
   * device has it. Its `tmp` is removed when the device is closed.
   *
   * @default a new folder among the machine's temporary files, removed when the device is closed
   */
  dataDir?: string;
  /** Folder of package files, which `/images/a.png` and the like name; without it there are none. */
  packageRoot?: string;
  /**
   * Identity that servers see in `Referer`.
   *
   * @default "wx0000000000000000"
   */
  appId?: string;
  /** Paths of the first pictures of the album. */
  album?: readonly string[];
  /** Path of an audio file that the microphone hears, again and again; without it there is no microphone until `device.microphone` gets one. */
  microphone?: string;
  /**
   * What goes on in the background, as in app.json: with `["audio"]` the music does.
   *
   * @default []
   */
  requiredBackgroundModes?: readonly string[];
  /**
   * The clock of the device, such as `createFakeClock()` of `minihost/testing`: what plays, is recorded or waits goes on as it is advanced.
   * The network and the disk keep the machine's time.
   *
   * @default the machine's
   */
  clock?: ClockPort;
  /**
   * Time limits as in app.json, milliseconds.
   *
   * @default 60000 each
   */
  networkTimeout?: Partial<NetworkTimeout>;
  /**
   * Limits of the platform that differ here.
   *
   * @default `{ downloadBytes: 209715200, storedBytes: 209715200, temporaryBytes: 4294967296 }`, 200 MB each and 4 GB
   */
  limits?: Partial<Limits>;
  /**
   * How nested `formData` values of `wx.uploadFile` travel: as JSON text, or as WeChat clients may send them.
   *
   * @default "json"
   */
  formDataEncoding?: "json" | "wechat";
  /**
   * Whether `wx` reaches only the servers that `domains` names, as on a person's phone.
   *
   * @default `true` when `domains` is given
   */
  urlCheck?: boolean;
  /**
   * The servers that `wx` may reach, such as `{ request: ["https://api.example.com", "http://127.0.0.1:8090"] }`; a list that is left
   * out is empty.
   */
  domains?: Partial<DomainLists>;
  /**
   * Takes what a callback of the app threw.
   *
   * @default it is thrown as an uncaught exception of the process
   */
  onError?: (error: unknown) => void;
}

const KNOWN: Readonly<Record<keyof DeviceOptions, true>> = {
  dataDir: true,
  packageRoot: true,
  appId: true,
  album: true,
  microphone: true,
  requiredBackgroundModes: true,
  clock: true,
  networkTimeout: true,
  limits: true,
  formDataEncoding: true,
  urlCheck: true,
  domains: true,
  onError: true,
};
const LIMIT_MS = 60_000;
const TIMEOUTS = ["request", "connectSocket", "uploadFile", "downloadFile"] as const;

/** Throws for options that are unknown, or that would be ignored because what they ask for does not work yet. */
export function checkDeviceOptions(options: DeviceOptions): void {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(KNOWN, name)) {
      throw new Error(`createDevice does not know the option "${name}". It takes ${Object.keys(KNOWN).join(", ")}.`);
    }
  }
  const { packageRoot } = options;
  if (packageRoot !== undefined && statSync(packageRoot, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(`There is no folder "${packageRoot}". Give the packageRoot of an app, or leave it out.`);
  }
  const { urlCheck, domains, formDataEncoding } = options as Record<string, unknown>;
  if (urlCheck !== undefined && typeof urlCheck !== "boolean") {
    throw new Error(`createDevice does not know the urlCheck ${JSON.stringify(urlCheck)}. Use true or false.`);
  }
  const mistake = domains === undefined ? undefined : findDomainMistake(domains);
  if (mistake !== undefined) throw new Error(`createDevice: ${mistake}.`);
  if (formDataEncoding !== undefined && formDataEncoding !== "json" && formDataEncoding !== "wechat") {
    throw new Error(
      `createDevice does not know the formDataEncoding ${JSON.stringify(formDataEncoding)}. Use "json" or "wechat".`,
    );
  }
}

/** Fills in the time limits that are not given. Throws for a name that is no limit, or a limit that is no time. */
export function toNetworkTimeout(given: Partial<NetworkTimeout> = {}): NetworkTimeout {
  for (const [name, limit] of Object.entries(given)) {
    if (!TIMEOUTS.some((known) => known === name) || !(limit > 0)) {
      throw new Error(`networkTimeout.${name} can't be ${limit}. Give milliseconds for ${TIMEOUTS.join(", ")}.`);
    }
  }
  const { request = LIMIT_MS, connectSocket = LIMIT_MS, uploadFile = LIMIT_MS, downloadFile = LIMIT_MS } = given;
  return { request, connectSocket, uploadFile, downloadFile };
}

/** Fills in the limits that are not given. Throws for a name that is no limit, or a limit that is no number of bytes. */
export function toLimits(given: Partial<Limits> = {}): Limits {
  for (const [name, limit] of Object.entries(given)) {
    if (!Object.hasOwn(PLATFORM_LIMITS, name) || !(limit > 0)) {
      const known = Object.keys(PLATFORM_LIMITS).join(", ");
      throw new Error(`limits.${name} can't be ${limit}. Give a number of bytes for ${known}.`);
    }
  }
  return { ...PLATFORM_LIMITS, ...given };
}
