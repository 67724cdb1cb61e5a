import type { Ports, StorageLogPort } from "../../ports/index.ts";
import { decodeRecords, encodeRecords } from "../../protocol/index.ts";
import { parameterError, WxError } from "../wx-error.ts";
import type { StorageChange } from "./storage-change.ts";
import { fromStored, toStored, type StoredValue } from "./stored-value.ts";

const KIB = 1024;
/** Most bytes of one value. */
const MAX_VALUE_BYTES = 1024 * KIB;
/** Most bytes of all keys and values. */
const MAX_BYTES = 10 * 1024 * KIB;
/** A log is written anew when it is so much longer than what is in it. */
const MAX_WASTE_BYTES = 1024 * KIB;

/** What `getStorageInfo` gives. */
export interface StorageInfo {
  keys: string[];
  /** KiB, rounded up. */
  currentSize: number;
  /** KiB. */
  limitSize: number;
}

/** A key and its value. */
export interface KeyValue {
  key: string;
  value: unknown;
}

/** The key/value storage of an app; all calls of one `wx` share it. */
export function createStorage(ports: Pick<Ports, "storageLog">): Storage {
  return new Storage(ports);
}

/** Values by key: in memory as texts, and in the log of the host. */
export class Storage {
  readonly #ports: Pick<Ports, "storageLog">;
  #loaded: Loaded | undefined;

  constructor(ports: Pick<Ports, "storageLog">) {
    this.#ports = ports;
  }

  /** Keeps copies of the values, all or none. Throws when there is too much. */
  set(pairs: readonly KeyValue[]): void {
    const { log, values } = this.#load();
    const stored = pairs.map(({ key, value }) => [checkKey(key), toStored(value)] as const);
    const sizes = new Map<string, number>();
    for (const [key, value] of stored) {
      const sizeBytes = utf8Length(value.text);
      if (sizeBytes > MAX_VALUE_BYTES) throw new WxError("exceed storage max size of a single key 1Mb");
      sizes.set(key, utf8Length(key) + sizeBytes);
    }
    let total = sum(sizes.values());
    for (const [key, { sizeBytes }] of values) if (!sizes.has(key)) total += sizeBytes;
    if (total > MAX_BYTES) throw new WxError("exceed storage max size 10Mb");
    if (stored.length === 0) return;
    this.#change(log, { type: "set", values: stored });
  }

  /** Gives a copy of a value; `undefined` when there is none. */
  get(key: string): { value: unknown } | undefined {
    const kept = this.#load().values.get(checkKey(key));
    return kept === undefined ? undefined : { value: fromStored(kept.value) };
  }

  /** Removes a value if it is there. */
  remove(key: string): void {
    const { log, values } = this.#load();
    if (values.has(checkKey(key))) this.#change(log, { type: "remove", key });
  }

  /** Removes everything. */
  clear(): void {
    const { log, values } = this.#load();
    if (values.size > 0) this.#change(log, { type: "clear" });
  }

  /** Tells the keys, in the order in which they were first set, and how much there is. */
  info(): StorageInfo {
    const { values } = this.#load();
    const bytes = sum([...values.values()].map(({ sizeBytes }) => sizeBytes));
    return { keys: [...values.keys()], currentSize: Math.ceil(bytes / KIB), limitSize: MAX_BYTES / KIB };
  }

  #load(): Loaded {
    if (this.#loaded !== undefined) return this.#loaded;
    const log = this.#ports.storageLog;
    const bytes = log.readSync();
    const loaded: Loaded = { log, values: new Map(), logBytes: bytes.length };
    // The checksums say that they are what was written.
    const end = decodeRecords(bytes, (change) => apply(loaded.values, change as StorageChange));
    this.#loaded = loaded;
    // What comes after half a record would be lost.
    if (end < bytes.length) rewrite(loaded);
    return loaded;
  }

  #change(log: StorageLogPort, change: StorageChange): void {
    const loaded = this.#load();
    const bytes = encodeRecords([change]);
    log.appendSync(bytes);
    loaded.logBytes += bytes.length;
    apply(loaded.values, change);
    const needed = sum([...loaded.values.values()].map(({ sizeBytes }) => sizeBytes));
    if (loaded.logBytes > needed * 2 + MAX_WASTE_BYTES) rewrite(loaded);
  }
}

interface Loaded {
  readonly log: StorageLogPort;
  readonly values: Map<string, Kept>;
  logBytes: number;
}

interface Kept {
  readonly value: StoredValue;
  /** Of key and value. */
  readonly sizeBytes: number;
}

function apply(values: Map<string, Kept>, change: StorageChange): void {
  switch (change.type) {
    case "set":
      for (const [key, value] of change.values) {
        values.set(key, { value, sizeBytes: utf8Length(key) + utf8Length(value.text) });
      }
      return;
    case "remove":
      values.delete(change.key);
      return;
    case "clear":
      values.clear();
  }
}

function rewrite(loaded: Loaded): void {
  const pairs = [...loaded.values].map(([key, { value }]) => [key, value] as const);
  const bytes = encodeRecords(pairs.length === 0 ? [] : [{ type: "set", values: pairs }]);
  loaded.log.replaceSync(bytes);
  loaded.logBytes = bytes.length;
}

function checkKey(key: string): string {
  if (key === "") throw parameterError("parameter.key should not be empty");
  return key;
}

function utf8Length(text: string): number {
  // Most texts are ASCII: encoding them would copy each.
  return /^[\0-\x7f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
