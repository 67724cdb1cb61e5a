import {
  HostError,
  type HostErrorCode,
  type HttpHead,
  type HttpPort,
  type HttpRequest,
  type HttpResponse,
  type StopSignal,
} from "../core/ports/index.ts";
import type { MemoryFiles } from "./memory-files.ts";
import { createQuestions } from "./questions.ts";

/** A request that was sent; the test is the server and the wire. */
export interface MemoryExchange {
  readonly request: HttpRequest;
  readonly signal: StopSignal;
  /** Lets so many bytes of the body have left. */
  sent(sentBytes: number, totalBytes: number): void;
  /** Redirects to an absolute URL, if the sender follows there. */
  redirect(url: string): void;
  /** Delivers the headers; what is not given is a plain 200. */
  head(head?: Partial<HttpHead>): void;
  /** Lets so many bytes of the response's body have arrived. */
  received(receivedBytes: number, totalBytes: number): void;
  /** Delivers a piece of the response's body. */
  chunk(bytes: ArrayBuffer): void;
  /** Delivers the response (of a download the content of its file), and its headers before if {@link head} did not. */
  respond(response?: Partial<HttpResponse>): void;
  /** Breaks the exchange. @default code "network" */
  fail(message: string, code?: HostErrorCode): void;
}

/** HTTP in memory. */
export interface MemoryHttp extends HttpPort {
  /** How many requests were sent so far. */
  readonly sentCount: number;
  /** Resolves with the oldest request that was not taken yet, as soon as there is one. */
  next(): Promise<MemoryExchange>;
}

/** Makes a network on which nothing was sent. */
export function createMemoryHttp(files: MemoryFiles): MemoryHttp {
  const exchanges = createQuestions<MemoryExchange, void>();
  let sentCount = 0;
  return {
    showsRedirects: true,
    get sentCount() {
      return sentCount;
    },
    next: async () => (await exchanges.next()).asked,
    async send(request, events, signal) {
      if (request.body?.kind === "multipart") await files.stat(request.body.file.path);
      if (signal.aborted) throw new HostError("aborted", "The request was aborted before it was sent");
      sentCount += 1;
      return new Promise((resolve, reject) => {
        let isOver = false;
        let hasHead = false;
        const end = (settle: () => void): void => {
          isOver = true;
          settle();
        };
        signal.addEventListener("abort", () => end(() => reject(new HostError("aborted", "The request was aborted"))));
        const number = sentCount;
        const handOver = (data: string | ArrayBuffer): string | ArrayBuffer => {
          if (request.responseType !== "file") return data;
          const path = `wxfile://tmp/response-${number}`;
          files.add(path, typeof data === "string" ? data : new Uint8Array(data));
          return path;
        };
        const exchange: MemoryExchange = {
          request,
          signal,
          sent(sentBytes, totalBytes) {
            if (!isOver) events.onSent?.(sentBytes, totalBytes);
          },
          redirect(url) {
            if (isOver) return;
            try {
              events.onRedirect?.(url);
            } catch (error) {
              end(() => reject(error));
            }
          },
          received(receivedBytes, totalBytes) {
            if (!isOver) events.onReceived?.(receivedBytes, totalBytes);
          },
          chunk(bytes) {
            if (!isOver) events.onChunk?.(bytes);
          },
          head(head) {
            if (isOver || hasHead) return;
            hasHead = true;
            events.onHead?.({ statusCode: 200, header: {}, cookies: [], ...head });
          },
          respond(response) {
            const { data = request.responseType === "text" ? "" : new ArrayBuffer(0), ...head } = response ?? {};
            if (isOver) return;
            exchange.head(head);
            end(() => resolve({ statusCode: 200, header: {}, cookies: [], ...head, data: handOver(data) }));
          },
          fail: (message, code = "network") => end(() => reject(new HostError(code, message))),
        };
        void exchanges.ask(exchange);
      });
    },
  };
}
