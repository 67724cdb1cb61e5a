import type { ClientRequest } from "node:http";
import type { MultipartStream } from "./request-body.ts";

/** Sends a stream with respect for back-pressure: the next bytes are read while the last are written, never more. */
export class StreamSender {
  /** Settles when the last byte has left, or rejects when the request closed or the body could not be read. */
  readonly finished: Promise<void>;
  readonly #request: ClientRequest;
  readonly #body: MultipartStream;
  #isStopped = false;
  #fail: ((error: Error) => void) | undefined;

  /** Starts at once; `onSent` gets the bytes that the operating system has taken so far. */
  constructor(request: ClientRequest, body: MultipartStream, onSent: (sentBytes: number) => void) {
    this.#request = request;
    this.#body = body;
    // Node forgets the callbacks of bytes that were still in the queue.
    request.once("close", () => this.#fail?.(closed()));
    this.finished = this.#run(onSent);
  }

  /** Sends no further bytes. */
  stop(): void {
    this.#isStopped = true;
  }

  async #run(onSent: (sentBytes: number) => void): Promise<void> {
    let givenBytes = 0;
    let chunk = await this.#body.read();
    while (chunk !== undefined && !this.#isStopped) {
      givenBytes += chunk.length;
      const written = this.#write(chunk, givenBytes === this.#body.sizeBytes);
      [chunk] = await Promise.all([this.#body.read(), written]);
      onSent(givenBytes);
    }
  }

  /** Resolves when the operating system took the bytes. */
  async #write(chunk: Uint8Array, isLast: boolean): Promise<void> {
    if (this.#request.destroyed) throw closed();
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error | null): void => (error ? reject(error) : resolve());
      this.#fail = reject;
      if (isLast) this.#request.end(chunk, settle);
      else this.#request.write(chunk, settle);
    });
    this.#fail = undefined;
  }
}

function closed(): Error {
  return new Error("The request closed before its body was sent");
}
