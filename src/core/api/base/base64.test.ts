import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryDevice } from "../../../testing/index.ts";

const { wx } = createMemoryDevice();
const bytesOf = (base64: string): number[] => [...new Uint8Array(wx.base64ToArrayBuffer(base64))];

beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

describe("base64", () => {
  // The vectors of RFC 4648 §10, and all bits of the alphabet.
  it.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg=="],
    ["fooba", "Zm9vYmE="],
    ["foobar", "Zm9vYmFy"],
    ["猫", "54yr"],
  ])("turns %j into %j and back", (text, base64) => {
    const { buffer } = new TextEncoder().encode(text);
    expect(wx.arrayBufferToBase64(buffer)).toBe(base64);
    expect(bytesOf(base64)).toEqual([...new Uint8Array(buffer)]);
  });

  it("keeps every byte", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_value, index) => index);
    expect(bytesOf(wx.arrayBufferToBase64(bytes.buffer))).toEqual([...bytes]);
  });

  it("encodes only what a view shows", () => {
    const view = new TextEncoder().encode("xfoox").subarray(1, 4);
    expect(Reflect.apply(wx.arrayBufferToBase64, undefined, [view])).toBe("Zm9v");
  });

  it("takes base64 without padding and with line breaks", () => {
    expect(bytesOf("Zm9v\r\nYg")).toEqual([...new TextEncoder().encode("foob")]);
  });

  it.each(["*", "Zm9vY", "Zg==Zg=="])("throws for %j", (text) => {
    expect(() => wx.base64ToArrayBuffer(text)).toThrow(
      expect.objectContaining({
        errMsg: "base64ToArrayBuffer:fail parameter error: base64 is not valid base64",
        errno: 1001,
      }),
    );
  });

  it("throws the platform's words for a wrong argument", () => {
    expect(() => Reflect.apply(wx.arrayBufferToBase64, undefined, ["text"])).toThrow(
      "arrayBufferToBase64:fail parameter error: parameter.arrayBuffer should be ArrayBuffer instead of String;",
    );
  });
});
