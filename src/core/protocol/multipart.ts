/** The file part of a multipart body, without its bytes. */
export interface MultipartFile {
  /** Form field name. */
  name: string;
  filename: string;
  contentType: string;
}

/** A multipart body without the bytes of its file, which belong between `head` and `tail`; both are text to be sent as UTF-8. */
export interface MultipartFrame {
  /** Value of the `Content-Type` header. */
  contentType: string;
  head: string;
  tail: string;
}

/**
 * Encodes text fields in their order, then the header of one file part. `random` makes the boundary, which nobody must be able to guess:
 * a file that contained it could add parts.
 *
 * Values travel as they are. In names `"`, CR and LF are percent-encoded and a backslash stands for itself, as browsers do it, so no name
 * can add a header or a part.
 *
 * Differs from a browser's `FormData`, which turns line breaks of values and field names into CRLF.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export function frameMultipart(
  fields: readonly (readonly [name: string, value: string])[],
  file: MultipartFile,
  random: string,
): MultipartFrame {
  const boundary = `----minihost${random}`;
  const parts = fields.map(([name, value]) => `--${boundary}\r\n${disposition(name)}\r\n\r\n${value}\r\n`);
  parts.push(`--${boundary}\r\n${disposition(file.name)}; filename="${escapeQuoted(file.filename)}"\r\n`);
  parts.push(`Content-Type: ${mimeType(file.contentType)}\r\n\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: parts.join(""),
    tail: `\r\n--${boundary}--\r\n`,
  };
}

function disposition(name: string): string {
  return `Content-Disposition: form-data; name="${escapeQuoted(name)}"`;
}

/** What is not printable ASCII is no content type, and could be a header. */
function mimeType(type: string): string {
  return /^[\x20-\x7e]+$/.test(type) ? type.toLowerCase() : "application/octet-stream";
}

function escapeQuoted(text: string): string {
  if (!/["\r\n]/.test(text)) return text;
  return text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
