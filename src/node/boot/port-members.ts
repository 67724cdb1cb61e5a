import type { Ports } from "../../core/ports/index.ts";

type Members = { readonly [Name in keyof Ports]-?: Readonly<Record<keyof NonNullable<Ports[Name]>, true>> };

const STATE = { currentSync: true, onChange: true } as const;
const LOG = { readSync: true, appendSync: true, replaceSync: true } as const;

/** What an app's realm gets of each port. Hosts have more than that, such as `adopt`, which reads any file of this machine. */
const MEMBERS: Members = {
  album: { save: true },
  clock: { nowMs: true, schedule: true },
  consent: { ask: true, openSettings: true },
  consentLog: LOG,
  decompressor: { brotli: true, brotliSync: true },
  files: {
    stat: true,
    read: true,
    createTemporary: true,
    createTemporarySync: true,
    rename: true,
    remove: true,
    removeSync: true,
  },
  fileSystem: {
    statSync: true,
    readdirSync: true,
    mkdirSync: true,
    removeSync: true,
    openSync: true,
    replaceSync: true,
    appendSync: true,
    copySync: true,
    copy: true,
    moveSync: true,
    move: true,
  },
  foreground: STATE,
  http: { showsRedirects: true, send: true },
  imageCodec: { compress: true, edit: true },
  imageEditor: { crop: true, edit: true },
  inspector: { transfer: true, socket: true },
  network: STATE,
  personalDisk: { save: true },
  picker: { chooseMedia: true, chooseFiles: true },
  player: { open: true, interruption: true },
  presenter: {
    showToast: true,
    hideToast: true,
    showModal: true,
    showActionSheet: true,
    openDocument: true,
    openPreview: true,
  },
  recorder: { sources: true, start: true },
  socket: { open: true },
  storageLog: LOG,
  system: { infoSync: true, onChange: true },
  videoCompressor: { compress: true },
  videoEditor: { edit: true },
  videoReader: { read: true, createThumbnail: true, canDecodeHevc: true },
};

/** The ports without anything that only the host itself may call. */
export function restrictPorts(ports: Ports): Ports {
  const restricted: Record<string, object> = {};
  for (const [name, members] of Object.entries(MEMBERS)) {
    const port: object | undefined = ports[name as keyof Ports];
    if (port !== undefined) restricted[name] = pick(port, Object.keys(members));
  }
  // The table has all members of all ports.
  return restricted as unknown as Ports;
}

function pick(port: object, names: readonly string[]): object {
  const present = names.filter((name) => name in port);
  return Object.fromEntries(
    present.map((name) => {
      const value: unknown = Reflect.get(port, name);
      return [name, typeof value === "function" ? value.bind(port) : value];
    }),
  );
}
