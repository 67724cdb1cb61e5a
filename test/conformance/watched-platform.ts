/** What a browser has open for an app, by kind. */
export interface OpenCounts {
  /** Requests that wait for their answers, or whose answers are not over. */
  readonly requests: number;
  /** WebSockets that are not closed. */
  readonly sockets: number;
  /** Timers that have neither ended nor been cleared. */
  readonly timers: number;
}

/** What hosts take from a browser for their network, with an eye on what is open. */
export interface WatchedPlatform extends Pick<
  typeof globalThis,
  "Blob" | "Date" | "XMLHttpRequest" | "WebSocket" | "clearTimeout" | "crypto" | "fetch"
> {
  readonly setTimeout: typeof globalThis.setTimeout;
  openCounts(): OpenCounts;
}

/** Takes the functions of the browser. A Worker that is locked down has them no longer, so this comes before. */
export function watchPlatform(): WatchedPlatform {
  const { Blob, Date, clearTimeout, crypto, fetch, setTimeout } = globalThis;
  const requests = new Set<object>();
  const sockets = new Set<object>();
  const timers = new Set<unknown>();

  class WatchedRequest extends XMLHttpRequest {
    override send(body?: XMLHttpRequestBodyInit | null): void {
      requests.add(this);
      this.addEventListener("loadend", () => requests.delete(this));
      super.send(body);
    }
  }
  class WatchedSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sockets.add(this);
      this.addEventListener("close", () => sockets.delete(this));
    }
  }
  return {
    Blob,
    Date,
    XMLHttpRequest: WatchedRequest,
    WebSocket: WatchedSocket,
    crypto,
    async fetch(input, init) {
      const request = {};
      requests.add(request);
      try {
        const response = await fetch(input, init);
        if (response.body === null) requests.delete(request);
        else watchBody(response.body, () => requests.delete(request));
        return response;
      } catch (error) {
        requests.delete(request);
        throw error;
      }
    },
    setTimeout: ((callback: () => void, delayMs?: number) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        callback();
      }, delayMs);
      timers.add(timer);
      return timer;
    }) as typeof setTimeout,
    clearTimeout(timer) {
      timers.delete(timer);
      clearTimeout(timer);
    },
    openCounts: () => ({ requests: requests.size, sockets: sockets.size, timers: timers.size }),
  };
}

/** Calls back when the body of a response has been read to its end, has broken or was given up. */
function watchBody(body: ReadableStream, over: () => void): void {
  const getReader = body.getReader.bind(body) as (options?: object) => ReadableStreamDefaultReader<Uint8Array>;
  const watchedReader = (options?: object): ReadableStreamDefaultReader<Uint8Array> => {
    const reader = getReader(options);
    reader.closed.then(over, over);
    return reader;
  };
  Object.defineProperty(body, "getReader", { value: watchedReader });
}
