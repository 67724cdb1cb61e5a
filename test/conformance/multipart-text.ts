/** The file part of a body whose bytes are text. */
export interface TextFilePart {
  name: string;
  filename: string;
  contentType: string;
  text: string;
}

/**
 * The multipart/form-data body that every host sends: values as they are; in names `"`, CR and LF are percent-encoded, as browsers do it,
 * and a backslash stands for itself.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export function multipartText(
  boundary: string,
  fields: readonly (readonly [name: string, value: string])[],
  file: TextFilePart,
): string {
  const parts = fields.map(([name, value]) => `${disposition(name)}\r\n\r\n${value}`);
  const filename = escapeQuoted(file.filename);
  parts.push(
    `${disposition(file.name)}; filename="${filename}"\r\nContent-Type: ${file.contentType}\r\n\r\n${file.text}`,
  );
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;
}

function disposition(name: string): string {
  return `Content-Disposition: form-data; name="${escapeQuoted(name)}"`;
}

function escapeQuoted(text: string): string {
  return text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
