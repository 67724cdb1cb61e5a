import { describe, expect, it } from "vitest";
import type { ReceivedHead } from "./http-headers.ts";
import { ResponseParser } from "./response-parser.ts";

interface Parsed {
  heads: ReceivedHead[];
  body: string;
  parser: ResponseParser;
}

/** Gives the bytes of `text` to a parser, `size` at a time. */
function parse(text: string, { method = "GET", size = Infinity }: { method?: string; size?: number } = {}): Parsed {
  const heads: ReceivedHead[] = [];
  const pieces: Buffer[] = [];
  const parser = new ResponseParser(method, {
    onHead: (head) => void heads.push(head),
    onPiece: (piece) => void pieces.push(piece),
  });
  const bytes = Buffer.from(text, "latin1");
  for (let start = 0; start < bytes.length; start += size) parser.take(bytes.subarray(start, start + size));
  return { heads, body: Buffer.concat(pieces).toString("latin1"), parser };
}

const OK = "HTTP/1.1 200 OK\r\n";
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

describe.each([Infinity, 1, 7])("a response that comes %d bytes at a time", (size) => {
  it("ends after its length", () => {
    const { heads, body, parser } = parse(`${OK}X-A:  b c \t\r\nX-Empty:\r\nContent-Length: 5\r\n\r\nwhole`, { size });
    expect(heads.map(({ facts }) => facts)).toEqual([
      { statusCode: 200, header: { "X-A": "b c", "X-Empty": "", "Content-Length": "5" }, cookies: [] },
    ]);
    expect([body, parser.isComplete, parser.keepsConnection]).toEqual(["whole", true, true]);
  });

  it("ends with its last chunk and the trailer", () => {
    const { body, parser } = parse(`${CHUNKED}5\r\nwhole\r\n00b;x=1\r\n 0123\r\n56\r\n\r\n0\r\nX-Trailer: 1\r\n\r\n`, {
      size,
    });
    expect([body, parser.isComplete, parser.keepsConnection]).toEqual(["whole 0123\r\n56\r\n", true, true]);
  });

  it("ends with the connection when it says nothing of its length", () => {
    const { body, parser } = parse(`${OK}\r\nall of it`, { size });
    expect([body, parser.isComplete]).toEqual(["all of it", false]);
    parser.end();
    expect([parser.isComplete, parser.keepsConnection]).toEqual([true, false]);
  });

  it("may come after heads that inform of it", () => {
    const { heads, body } = parse(
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${OK}Content-Length: 2\r\n\r\nok`,
      { size },
    );
    expect([heads.map(({ facts }) => facts.statusCode), body]).toEqual([[200], "ok"]);
  });

  it.each([
    ["the status 204", "GET", "HTTP/1.1 204 No Content\r\n\r\n"],
    ["the status 304", "GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"],
    ["HEAD", "HEAD", `${OK}Content-Length: 5\r\n\r\n`],
    ["a length of 0", "POST", `${OK}Content-Length: 0\r\n\r\n`],
  ])("has no body with %s", (_what, method, text) => {
    const { body, parser } = parse(text, { method, size });
    expect([body, parser.isComplete, parser.keepsConnection]).toEqual(["", true, true]);
  });

  it("joins a header that goes on in the next line", () => {
    expect(parse(`${OK}X-A: b\r\n  c\r\nContent-Length: 0\r\n\r\n`, { size }).heads[0]?.find("x-a")).toBe("b c");
  });

  it.each([
    ["what is not HTTP", "SSH-2.0-server\r\n\r\n"],
    ["another version", "HTTP/2 200 OK\r\n\r\n"],
    ["no status", "HTTP/1.1 OK\r\n\r\n"],
    ["bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"],
    ["a bare carriage return", `${OK}X-A: b\rX-B: c\r\n\r\n`],
    ["a control character", `${OK}X-A: \0\r\n\r\n`],
    ["a header without a name", `${OK}: b\r\n\r\n`],
    ["a header without a colon", `${OK}X-A\r\n\r\n`],
    ["a space before the colon", `${OK}Content-Length : 5\r\n\r\n`],
    ["two lengths that differ", `${OK}Content-Length: 5\r\nContent-Length: 6\r\n\r\n`],
    ["a length that is no number", `${OK}Content-Length: +5\r\n\r\n`],
    ["a length beside chunks", `${OK}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`],
    ["another protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"],
    ["a chunk without a size", `${CHUNKED}x\r\n`],
    ["a chunk of a negative size", `${CHUNKED}-1\r\n`],
    ["a chunk that is longer than it says", `${CHUNKED}2\r\nlong\r\n`],
  ])("is refused for %s", (_what, text) => {
    expect(() => parse(text, { size })).toThrow("net::ERR_INVALID_HTTP_RESPONSE");
  });

  it.each([`${OK}X: ${"x".repeat(20_000)}`, `${OK}X: ${"x".repeat(20_000)}\r\n\r\n`])(
    "is refused for a head that is too long",
    (text) => {
      expect(() => parse(text, { size })).toThrow("net::ERR_RESPONSE_HEADERS_TOO_BIG");
    },
  );

  it("is refused for lines of chunks, or a trailer, without an end", () => {
    const long = "x".repeat(20_000);
    expect(() => parse(`${CHUNKED}1;${long}`, { size })).toThrow("net::ERR_INVALID_HTTP_RESPONSE");
    expect(() => parse(`${CHUNKED}0\r\n${"X: y\r\n".repeat(5000)}`, { size })).toThrow(
      "net::ERR_INVALID_HTTP_RESPONSE",
    );
  });
});

describe("a connection", () => {
  it.each([
    [true, `${OK}Content-Length: 0\r\n\r\n`],
    [false, `${OK}Connection: Close\r\nContent-Length: 0\r\n\r\n`],
    [false, "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"],
    [true, "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n"],
    [false, `${OK}Content-Length: 2\r\n\r\nok and more`],
    [false, `${CHUNKED}0\r\n\r\nmore`],
    [false, `${OK}Content-Length: 2\r\n\r\no`],
  ])("is kept (%s) after %j", (isKept, text) => {
    expect(parse(text).parser.keepsConnection).toBe(isKept);
  });
});
