/** The file part of a body whose bytes are text. */
export interface TextFilePart {
  name: string;
  filename: string;
  contentType: string;
  text: string;
}

/**
 * The multipart/form-data body as the HTML standard encodes it, which all hosts do: in names `"`, CR and LF are percent-encoded and a
 * backslash stands for itself; in names and values of fields every line break is CRLF.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export function multipartText(
  boundary: string,
  fields: readonly (readonly [name: string, value: string])[],
  file: TextFilePart,
): string {
  const parts = fields.map(([name, value]) => `${disposition(name)}\r\n\r\n${withCrlf(value)}`);
  const filename = escapeQuoted(file.filename);
  parts.push(
    `${disposition(file.name)}; filename="${filename}"\r\nContent-Type: ${file.contentType}\r\n\r\n${file.text}`,
  );
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;
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
