import { maxHeaderSize } from "node:http";
import { ChunkedBody } from "./chunked-body.ts";
import type { ReceivedHead } from "./http-headers.ts";
import { namedNetworkError } from "./network-error.ts";
import { invalidResponse, parseHead } from "./response-head.ts";

/** Takes what a {@link ResponseParser} reads. */
export interface ResponseSink {
  onHead(head: ReceivedHead): void;
  /** Takes a piece of the body, as it came. */
  onPiece(piece: Buffer): void;
}

const HEAD_END = "\r\n\r\n";
const BEGINNING = "HTTP/1.";
const NOTHING: Buffer = Buffer.alloc(0);

/** Reads one response of HTTP/1 from the bytes of a connection. */
export class ResponseParser {
  readonly #method: string;
  readonly #sink: ResponseSink;
  /** Came, but is not complete enough to be read. */
  #pending: Buffer = NOTHING;
  #body: "none yet" | "sized" | "until-end" | ChunkedBody = "none yet";
  #leftBytes = 0;
  #keepsConnection = false;
  #isComplete = false;

  /** `method` is that of the request: the response to a `HEAD` has no body. */
  constructor(method: string, sink: ResponseSink) {
    this.#method = method;
    this.#sink = sink;
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Whether the connection may serve another exchange: nothing speaks against it, and no more came than the response. */
  get keepsConnection(): boolean {
    return this.#isComplete && this.#keepsConnection && this.#pending.length === 0;
  }

  /** Reads on. Throws `network` for what is not HTTP. */
  take(bytes: Buffer): void {
    let rest: Buffer = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    this.#pending = NOTHING;
    // Heads that inform of a response to come may be in front of it.
    while (this.#body === "none yet" && rest.length > 0) {
      const end = rest.indexOf(HEAD_END);
      checkBeginning(rest, end);
      if (end < 0) {
        this.#pending = rest;
        return;
      }
      this.#takeHead(rest.toString("latin1", 0, end));
      rest = rest.subarray(end + HEAD_END.length);
    }
    this.#pending = this.#isComplete ? rest : this.#takeBody(rest);
  }

  /** The other end sends no more; that may be the end of the response. */
  end(): void {
    if (this.#body === "until-end") this.#isComplete = true;
  }

  #takeHead(text: string): void {
    const { head, framing, keepsConnection } = parseHead(text, this.#method);
    if (head.facts.statusCode < 200) return;
    this.#keepsConnection = keepsConnection;
    if (typeof framing === "number") {
      this.#body = "sized";
      this.#leftBytes = framing;
      this.#isComplete = framing === 0;
    } else {
      this.#body = framing === "chunked" ? new ChunkedBody((piece) => this.#sink.onPiece(piece)) : framing;
    }
    this.#sink.onHead(head);
  }

  /** Gives what can't be read yet, or what follows the body. */
  #takeBody(bytes: Buffer): Buffer {
    if (bytes.length === 0) return bytes;
    if (this.#body instanceof ChunkedBody) {
      const rest = this.#body.take(bytes);
      this.#isComplete = this.#body.isComplete;
      return rest;
    }
    if (this.#body === "until-end" || bytes.length < this.#leftBytes) {
      this.#leftBytes -= bytes.length;
      this.#sink.onPiece(bytes);
      return NOTHING;
    }
    this.#isComplete = true;
    this.#sink.onPiece(bytes.length === this.#leftBytes ? bytes : bytes.subarray(0, this.#leftBytes));
    return bytes.subarray(this.#leftBytes);
  }
}

/** Throws for what can't become a head, as soon as that is known: who waits for an end that never comes waits for long. */
function checkBeginning(bytes: Buffer, end: number): void {
  if (end > maxHeaderSize || (end < 0 && bytes.length > maxHeaderSize))
    throw namedNetworkError("RESPONSE_HEADERS_TOO_BIG");
  if (end >= 0) return;
  const text = bytes.toString("latin1");
  const isHttp = text.startsWith(BEGINNING) || BEGINNING.startsWith(text);
  if (!isHttp || /(?:^|[^\r])\n/.test(text)) throw invalidResponse("What the server sends is not HTTP/1");
}
