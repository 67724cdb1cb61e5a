import type { SocketConnection, SocketEnd, SocketEvents, SocketPort, SocketRequest } from "../../core/ports/index.ts";

/** What WebSockets need of the Worker. */
export interface SocketPlatform {
  WebSocket: typeof WebSocket;
  setTimeout: (callback: () => void) => unknown;
}

/** What browsers give for a connection that failed, whatever the cause; the second is Firefox's for one that TLS refused. */
const ABNORMAL_CLOSURES: readonly number[] = [1006, 1015];

/**
 * WebSockets of the browser.
 *
 * Differs from other hosts: no header can be set, the handshake has the page's origin and cookies, of the server's headers only the chosen
 * sub-protocol is known, compression is the browser's decision, failures have no details, and Firefox keeps a connection that was given up
 * before it was open until the server answers, or for 20 seconds.
 */
export function createSocket({ WebSocket, setTimeout }: SocketPlatform): SocketPort {
  const warned = new Set<string>();

  function warnOfHeaders(headers: SocketRequest["headers"]): void {
    // The referrer is the platform's: no app asked for it.
    const dropped = Object.keys(headers).filter((name) => name.toLowerCase() !== "referer" && !warned.has(name));
    if (dropped.length === 0) return;
    for (const name of dropped) warned.add(name);
    const names = dropped.map((name) => `"${name}"`).join(", ");
    console.warn(`Browsers send no headers of an app when a WebSocket is opened; left out: ${names}.`);
  }

  return {
    open({ url, protocols, headers }, events) {
      warnOfHeaders(headers);
      try {
        return watch(new WebSocket(url, protocols), events);
      } catch (cause) {
        // The browser refused at once, such as `ws:` in a page of `https:`.
        console.warn(cause);
        setTimeout(() => events.onEnd({ failure: "net::ERR_BLOCKED_BY_CLIENT" }));
        return { send: () => false, close: () => {} };
      }
    },
  };
}

function watch(websocket: WebSocket, events: SocketEvents): SocketConnection {
  // Blobs would have to be read, which takes different times and so changes the order of messages.
  websocket.binaryType = "arraybuffer";
  websocket.addEventListener("open", () => {
    const { protocol } = websocket;
    events.onOpen(protocol === "" ? {} : { "Sec-WebSocket-Protocol": protocol });
  });
  websocket.addEventListener("message", ({ data }: MessageEvent<string | ArrayBuffer>) => events.onMessage(data));
  websocket.addEventListener("close", (event) => events.onEnd(toEnd(event)));
  return {
    send(data) {
      if (websocket.readyState !== websocket.OPEN) return false;
      websocket.send(data);
      return true;
    },
    close: (code, reason) => websocket.close(code, reason),
  };
}

/** How a connection ended, as far as browsers tell. */
export function toEnd({ code, reason }: CloseEvent): SocketEnd {
  return ABNORMAL_CLOSURES.includes(code) ? { failure: "net::ERR_FAILED" } : { code, reason };
}
