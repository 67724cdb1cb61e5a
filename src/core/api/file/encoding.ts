import { decodeBase64, encodeBase64 } from "../base/base64.ts";
import { bytesOf } from "../bytes-of.ts";
import { parameterError, WxError } from "../wx-error.ts";

/** How text and bytes are turned into each other; `binary` is another name of `latin1`. */
export type Encoding =
  | "ascii"
  | "base64"
  | "binary"
  | "hex"
  | "ucs2"
  | "ucs-2"
  | "utf16le"
  | "utf-16le"
  | "utf-8"
  | "utf8"
  | "latin1";

/** The names of all encodings. */
export const ENCODINGS: readonly Encoding[] = [
  "ascii",
  "base64",
  "binary",
  "hex",
  "ucs2",
  "ucs-2",
  "utf16le",
  "utf-16le",
  "utf-8",
  "utf8",
  "latin1",
];
/** Arguments of one call are limited. */
const BATCH = 0x2000;

/** Throws for a name that is no encoding. */
export function checkEncoding(name: string): asserts name is Encoding {
  if (!ENCODINGS.some((known) => known === name)) throw parameterError(`invalid encoding "${name}"`);
}

/** The bytes of what an app gives: a text in an encoding, or a buffer or view as it is. */
export function toBytes(data: string | ArrayBuffer, encoding: string): Uint8Array {
  return typeof data === "string" ? encodeText(data, encoding) : bytesOf(data);
}

/** What an app gets: the buffer itself without an encoding, else text. */
export function fromBytes(bytes: ArrayBuffer, encoding: string | undefined): string | ArrayBuffer {
  return encoding === undefined ? bytes : decodeText(new Uint8Array(bytes), encoding);
}

function encodeText(text: string, encoding: string): Uint8Array {
  checkEncoding(encoding);
  switch (encoding) {
    case "utf8":
    case "utf-8":
      return new TextEncoder().encode(text);
    case "ascii":
    case "binary":
    case "latin1":
      return Uint8Array.from({ length: text.length }, (_, index) => text.charCodeAt(index) & 0xff);
    case "ucs2":
    case "ucs-2":
    case "utf16le":
    case "utf-16le":
      return Uint8Array.from({ length: text.length * 2 }, (_, index) => {
        const unit = text.charCodeAt(index >> 1);
        return index % 2 === 0 ? unit & 0xff : unit >> 8;
      });
    case "base64":
      return decodeBase64(text) ?? failEncoding("base64");
    case "hex":
      if (!/^(?:[\da-f]{2})*$/i.test(text)) return failEncoding("hex");
      return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
        Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
      );
  }
}

function decodeText(bytes: Uint8Array, encoding: string): string {
  checkEncoding(encoding);
  switch (encoding) {
    case "utf8":
    case "utf-8":
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    case "ascii":
      return fromUnits(bytes.map((byte) => byte & 0x7f));
    case "binary":
    case "latin1":
      return fromUnits(bytes);
    case "ucs2":
    case "ucs-2":
    case "utf16le":
    case "utf-16le":
      return fromUnits(
        Uint16Array.from(
          { length: bytes.length >> 1 },
          (_, index) => (bytes[index * 2] ?? 0) | ((bytes[index * 2 + 1] ?? 0) << 8),
        ),
      );
    case "base64":
      return encodeBase64(bytes);
    case "hex":
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}

function fromUnits(units: Uint8Array | Uint16Array): string {
  const parts: string[] = [];
  for (let index = 0; index < units.length; index += BATCH) {
    parts.push(String.fromCharCode(...units.subarray(index, index + BATCH)));
  }
  return parts.join("");
}

function failEncoding(encoding: string): never {
  throw new WxError(`${encoding} encode error`, 1300203);
}
