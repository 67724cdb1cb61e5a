import { describe, expect, it } from "vitest";
import { frameMultipart } from "./multipart.ts";

const NASTY = "a\"b\\c\rd\ne\r\nf\tg\0h%22i猫é;'\u2028j";
const file = { name: "file", filename: "x.jpg", contentType: "image/jpeg" };

/** The body with an empty file and `B` for the boundary. */
function encode(...[fields, part]: Parameters<typeof frameMultipart>): string {
  const { contentType, head, tail } = frameMultipart(fields, part);
  const boundary = contentType.replace("multipart/form-data; boundary=", "");
  return Buffer.concat([head, tail]).toString("utf8").replaceAll(boundary, "B");
}

describe("frameMultipart", () => {
  // What Chromium 156 sent for the same names and values, appended to a FormData.
  it("encodes as Chromium does", () => {
    const fields = [
      [NASTY, NASTY],
      ["", "empty name"],
      ["lone", "\ud800x\udfff"],
      ["trail", "x\r"],
      ["lead", "\ny\n\r\n\r"],
    ] as const;
    expect(encode(fields, { name: NASTY, filename: NASTY, contentType: "image/jpeg" })).toBe(
      '--B\r\nContent-Disposition: form-data; name="a%22b\\c%0D%0Ad%0D%0Ae%0D%0Af\tg\0h%22i猫é;\'\u2028j"\r\n\r\n' +
        "a\"b\\c\r\nd\r\ne\r\nf\tg\0h%22i猫é;'\u2028j\r\n" +
        '--B\r\nContent-Disposition: form-data; name=""\r\n\r\nempty name\r\n' +
        '--B\r\nContent-Disposition: form-data; name="lone"\r\n\r\n\ufffdx\ufffd\r\n' +
        '--B\r\nContent-Disposition: form-data; name="trail"\r\n\r\nx\r\n\r\n' +
        '--B\r\nContent-Disposition: form-data; name="lead"\r\n\r\n\r\ny\r\n\r\n\r\n\r\n' +
        '--B\r\nContent-Disposition: form-data; name="a%22b\\c%0D%0Ad%0D%0Ae%0D%0Af\tg\0h%22i猫é;\'\u2028j"; ' +
        'filename="a%22b\\c%0Dd%0Ae%0D%0Af\tg\0h%22i猫é;\'\u2028j"\r\nContent-Type: image/jpeg\r\n\r\n\r\n--B--\r\n',
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

  it("makes a new boundary each time, which is a token", () => {
    const types = Array.from({ length: 100 }, () => frameMultipart([], file).contentType);
    expect(new Set(types).size).toBe(100);
    for (const type of types) expect(type).toMatch(/^multipart\/form-data; boundary=[\w-]{30,70}$/);
  });
});
