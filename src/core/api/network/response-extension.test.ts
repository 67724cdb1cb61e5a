import { describe, expect, it } from "vitest";
import { extensionOfResponse } from "./response-extension.ts";

const url = "https://example.com/download";

describe("the extension of a download", () => {
  it.each([
    ["image/jpeg", "jpg"],
    ["image/jpg", "jpg"],
    ["IMAGE/PNG", "png"],
    ["text/html; charset=utf-8", "html"],
    ["text/plain", "txt"],
    ["image/tiff", "tiff"],
    ["audio/mp4", "m4a"],
    ["video/mp4", "mp4"],
    ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"],
    ["application/octet-stream", "unknown"],
    ["constructor", "unknown"],
    ["", "unknown"],
  ])("is that of the content type %j: %s", (contentType, extension) => {
    expect(extensionOfResponse(url, { "Content-Type": contentType })).toBe(extension);
  });

  it.each([
    ["attachment; filename=a.PDF", "pdf"],
    ['attachment; filename="my; report.v2.docx"; x=1', "docx"],
    ['attachment; filename="a\\"b.txt"', "txt"],
    ["attachment; filename*=UTF-8''%E7%8C%AB.xlsx", "xlsx"],
    ["attachment; filename*=utf-8'en'a.xlsx; filename=a.bin", "xlsx"],
    ["attachment; FileName = a.zip", "zip"],
    ["attachment; filename=noextension", "unknown"],
    ['attachment; filename="../../x.tar.gz"', "gz"],
    ["attachment; filename=.profile", "unknown"],
    ["attachment; filename=a.b-c", "unknown"],
    ["attachment", "unknown"],
  ])("is that of the name in %j: %s", (disposition, extension) => {
    const header = { "content-type": "application/octet-stream", "content-disposition": disposition };
    expect(extensionOfResponse(url, header)).toBe(extension);
  });

  it.each([
    ["https://example.com/a/b.Webp?x=1.png#c.gif", "webp"],
    ["https://example.com/a.b/c", "unknown"],
    ["https://example.com/a.b/", "unknown"],
    ["https://example.com", "unknown"],
    ["https://example.com/a.%E7%8C%AB", "unknown"],
    [`https://example.com/a.${"x".repeat(17)}`, "unknown"],
  ])("is that of the URL %s: %s", (address, extension) => {
    expect(extensionOfResponse(address, {})).toBe(extension);
  });
});
