import { describe, expect, it } from "vitest";
import { frameMultipart } from "./multipart.ts";

const NASTY = "a\"b\\c\rd\ne\r\nf\tg\0h%22i猫é;'\u2028j";
const file = { name: "file", filename: "x.jpg", contentType: "image/jpeg" };

/** The body with an empty file and `B` for the boundary. */
function encode(
  ...[fields, part]: [Parameters<typeof frameMultipart>[0], Parameters<typeof frameMultipart>[1]]
): string {
  const { head, tail } = frameMultipart(fields, part, "B");
  return (head + tail).replaceAll("----minihostB", "B");
}

describe("frameMultipart", () => {
  it("leaves values as they are, and escapes names as browsers do", () => {
    const fields = [
      [NASTY, NASTY],
      ["", "empty name"],
      ["lead", "\ny\n\r\n\r"],
    ] as const;
    const name = "a%22b\\c%0Dd%0Ae%0D%0Af\tg\0h%22i猫é;'\u2028j";
    expect(encode(fields, { name: NASTY, filename: NASTY, contentType: "image/jpeg" })).toBe(
      `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${NASTY}\r\n` +
        '--B\r\nContent-Disposition: form-data; name=""\r\n\r\nempty name\r\n' +
        '--B\r\nContent-Disposition: form-data; name="lead"\r\n\r\n\ny\n\r\n\r\r\n' +
        `--B\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n` +
        "\r\n--B--\r\n",
    );
  });

  it.each([
    ["", "application/octet-stream"],
    ["IMAGE/Jpeg; charset=x", "image/jpeg; charset=x"],
    ["image/猫", "application/octet-stream"],
    ["a/b\r\nX: y", "application/octet-stream"],
  ])("takes the content type %j for %j, as a Blob does", (contentType, written) => {
    expect(encode([], { ...file, contentType })).toContain(`\r\nContent-Type: ${written}\r\n\r\n`);
  });

  it("names the boundary in the content type", () => {
    const { contentType, tail } = frameMultipart([], file, "random");
    expect(contentType).toBe("multipart/form-data; boundary=----minihostrandom");
    expect(tail).toBe("\r\n------minihostrandom--\r\n");
  });
});
