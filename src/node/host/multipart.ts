import { randomUUID } from "node:crypto";
import type { HttpFilePart } from "../../core/ports/index.ts";

/** A multipart body without the bytes of its file, which belong between `head` and `tail`. */
export interface MultipartFrame {
  /** Value of the `Content-Type` header. */
  contentType: string;
  head: Buffer;
  tail: Buffer;
}

/**
 * Encodes text fields and the header of one file part byte for byte as Chromium encodes `FormData`, but for the boundary.
 *
 * So a server can't tell hosts apart: in names `"`, CR and LF are percent-encoded and a backslash is not escaped; a line
 * break in a field's name or value, whatever its kind, becomes CRLF, but a file name keeps its own; all is UTF-8.
 */
export function frameMultipart(
  fields: readonly (readonly [name: string, value: string])[],
  file: Omit<HttpFilePart, "path">,
): MultipartFrame {
  const boundary = `----minihost${randomUUID()}`;
  let head = "";
  for (const [name, value] of fields) {
    head += `--${boundary}\r\n${disposition(name)}\r\n\r\n${withCrlf(value)}\r\n`;
  }
  head += `--${boundary}\r\n${disposition(file.name)}; filename="${escapeQuoted(file.filename)}"\r\n`;
  head += `Content-Type: ${mimeType(file.contentType)}\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: Buffer.from(head, "utf8"),
    tail: Buffer.from(`\r\n--${boundary}--\r\n`, "latin1"),
  };
}

function disposition(name: string): string {
  return `Content-Disposition: form-data; name="${escapeQuoted(withCrlf(name))}"`;
}

function withCrlf(text: string): string {
  return text.replaceAll(/\r\n|\r|\n/g, "\r\n");
}

function escapeQuoted(text: string): string {
  return text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A `Blob` drops a type that is not printable ASCII, and lowers its case. */
function mimeType(type: string): string {
  return /^[\x20-\x7e]+$/.test(type) ? type.toLowerCase() : "application/octet-stream";
}
