/** What a WebSocket connection is opened with. */
export interface SocketRequest {
  /** Absolute `ws:` or `wss:` URL without a fragment. */
  url: string;
  /** Sub-protocols, best first, each a token and there once; empty when any will do. */
  protocols: string[];
  /** Headers of the handshake as the app gave them, checked for CR and LF. Hosts drop those that they may not send. */
  headers: Record<string, string>;
  /** Whether compression is offered to the server, where the host leaves that to an app. */
  perMessageDeflate: boolean;
}

/** How a connection ended: with the code of a closing handshake (1005 for none), or because something failed. */
export type SocketEnd =
  | { code: number; reason: string }
  /** The message is the platform's own, such as `net::ERR_CONNECTION_REFUSED`. */
  | { failure: string };

/** When the steps of opening a connection happened, in milliseconds since 1970, under the platform's names. */
export interface SocketProfile {
  fetchStart: number;
  domainLookUpStart: number;
  domainLookUpEnd: number;
  connectStart: number;
  connectEnd: number;
  /** Milliseconds that the connection took to be accepted. */
  rtt: number;
  /** Milliseconds of the handshake, and of all together. */
  handshakeCost: number;
  cost: number;
}

/**
 * Called in this order: `onOpen`? → `onMessage`* → `onEnd`, which comes once, whatever happens.
 *
 * Never called in the turn of a call of this port, nor in the microtasks of that turn.
 */
export interface SocketEvents {
  /** `header` is that of the server's answer, as far as the host can see it; `profile` is absent where it can't measure. */
  onOpen(header: Record<string, string>, profile?: SocketProfile): void;
  /** Text as a string, anything else as bytes. */
  onMessage(data: string | ArrayBuffer): void;
  onEnd(end: SocketEnd): void;
}

/** One connection. */
export interface SocketConnection {
  /** Hands a message to the network, in the order of the calls; bytes may be changed afterwards. Returns `false` unless it is open. */
  send(data: string | ArrayBuffer): boolean;
  /** Starts the closing handshake, or gives up the connection when it is not open yet. `onEnd` follows also when the server is silent. */
  close(code: number, reason: string): void;
}

/** WebSockets. */
export interface SocketPort {
  /** Starts to connect. Whatever is wrong is told by `onEnd`. */
  open(request: SocketRequest, events: SocketEvents): SocketConnection;
}
