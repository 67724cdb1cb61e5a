import type { Socket } from "node:net";
import type { HttpProfile, SocketProfile } from "../../core/ports/index.ts";

/** When a connection came about, milliseconds since 1970. */
interface Opening {
  readonly startMs: number;
  /** Its name was found; as `startMs` for an address. */
  lookedUpMs: number;
  connectedMs: number;
  /** 0 without TLS. */
  securedMs: number;
  peerIP: string;
  port: number;
}

/** Remembers of the connections of one device when they came about. */
export class Openings {
  readonly #openings = new WeakMap<Socket, Opening>();

  /** Follows a new connection. */
  watch(socket: Socket): void {
    const startMs = Date.now();
    const opening: Opening = { startMs, lookedUpMs: startMs, connectedMs: 0, securedMs: 0, peerIP: "", port: 0 };
    socket.once("lookup", () => (opening.lookedUpMs = Date.now()));
    socket.once("connect", () => {
      opening.connectedMs = Date.now();
      // A connection that is closed by the end of the exchange does not know it any more.
      opening.peerIP = socket.remoteAddress ?? "";
      opening.port = socket.remotePort ?? 0;
    });
    socket.once("secureConnect", () => (opening.securedMs = Date.now()));
    this.#openings.set(socket, opening);
  }

  of(socket: Socket): Opening | undefined {
    return this.#openings.get(socket);
  }

  /** Gives the profile of a WebSocket that is open now. */
  profileOf(socket: Socket): SocketProfile | undefined {
    const opening = this.#openings.get(socket);
    if (opening === undefined) return undefined;
    const { startMs, lookedUpMs, connectedMs, securedMs } = opening;
    const connectEnd = securedMs || connectedMs;
    const openMs = Date.now();
    return {
      fetchStart: startMs,
      domainLookUpStart: startMs,
      domainLookUpEnd: lookedUpMs,
      connectStart: lookedUpMs,
      connectEnd,
      rtt: connectedMs - lookedUpMs,
      handshakeCost: openMs - connectEnd,
      cost: openMs - startMs,
    };
  }
}

/** What counts the bytes of a connection. */
type Counter = Pick<Socket, "bytesWritten" | "bytesRead">;

/** Measures one exchange. It gathers numbers only; what they mean is worked out at the end. */
export class ExchangeMeter {
  readonly startMs: number = Date.now();
  readonly #openings: Openings;
  #socket: Socket | undefined;
  #counter: Counter | undefined;
  #isReused = false;
  #takenMs = 0;
  #sentMs = 0;
  #answeredMs = 0;
  #writtenBefore = 0;
  #readBefore = 0;

  constructor(openings: Openings) {
    this.#openings = openings;
  }

  /** The exchange has its connection, which may still be opening. */
  take(socket: Socket, isReused: boolean, counter: Counter = socket): void {
    this.#socket = socket;
    this.#counter = counter;
    this.#isReused = isReused;
    this.#takenMs = Date.now();
    if (!isReused) return;
    this.#writtenBefore = counter.bytesWritten;
    this.#readBefore = counter.bytesRead;
  }

  /** The request has left. */
  sent(): void {
    this.#sentMs = Date.now();
  }

  /** The head of the response is there. */
  answered(): void {
    this.#answeredMs = Date.now();
  }

  /** What was measured until now, the end. Redirects came before, between the two times; 0 when there were none. */
  profile(redirectStart: number, redirectEnd: number): HttpProfile | undefined {
    const counter = this.#counter;
    const opening = this.#socket && this.#openings.of(this.#socket);
    if (counter === undefined || opening === undefined) return undefined;
    const { startMs, lookedUpMs, connectedMs, securedMs, peerIP, port } = opening;
    const takenMs = this.#takenMs;
    const requestStart = Math.max(takenMs, connectedMs, securedMs);
    const isReused = this.#isReused;
    return {
      redirectStart,
      redirectEnd,
      fetchStart: this.startMs,
      domainLookUpStart: isReused ? takenMs : startMs,
      domainLookUpEnd: isReused ? takenMs : lookedUpMs,
      connectStart: isReused ? takenMs : lookedUpMs,
      connectEnd: isReused ? takenMs : securedMs || connectedMs,
      SSLconnectionStart: securedMs && (isReused ? takenMs : connectedMs),
      SSLconnectionEnd: securedMs && (isReused ? takenMs : securedMs),
      requestStart,
      // A server may answer before it has read all.
      requestEnd: Math.max(requestStart, this.#sentMs),
      responseStart: this.#answeredMs,
      responseEnd: Date.now(),
      rtt: connectedMs - lookedUpMs,
      peerIP,
      port,
      socketReused: isReused,
      sendBytesCount: counter.bytesWritten - this.#writtenBefore,
      receivedBytedCount: counter.bytesRead - this.#readBefore,
      protocol: "http1.1",
    };
  }
}
