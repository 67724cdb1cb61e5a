import { once } from "node:events";
import { createServer, request, type ClientRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { WebSocket } from "ws";
import {
  GATEWAY_HEADER,
  GATEWAY_PROTOCOL,
  GATEWAY_TOKEN_HEADER,
  toHeaderText,
  type GatewayAnswer,
  type GatewayRequest,
  type GatewaySocketAnswer,
  type GatewaySocketRequest,
} from "../../src/core/protocol/index.ts";
import { createGateway, type Gateway, type GatewayOptions } from "../../src/node/gateway/index.ts";

/** What pages of these tests show. */
export const TOKEN = "a-token-that-nobody-guesses";

/** An answer of a gateway. */
export interface Answered {
  status: number;
  /** What the gateway says, where it says something. */
  answer: GatewayAnswer | undefined;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** A gateway on a server of its own, and the page that uses it, played without a browser. */
export class GatewayServer {
  readonly gateway: Gateway;
  readonly #server: Server;
  /** What the gateway is told beside its origins and its token; read anew for each request. */
  settings: Pick<GatewayOptions, "domains" | "isChecked">;

  private constructor(settings: GatewayServer["settings"], lookup?: LookupFunction) {
    this.settings = settings;
    const origins = (): string[] => [this.origin];
    const current = (): GatewayServer["settings"] => this.settings;
    this.gateway = createGateway({
      token: TOKEN,
      lookup,
      get origins() {
        return origins();
      },
      get domains() {
        return current().domains;
      },
      get isChecked() {
        return current().isChecked;
      },
    });
    this.#server = createServer((incoming, response) => this.gateway.handle(incoming, response));
    this.#server.on("upgrade", (incoming, socket, head) => this.gateway.upgrade(incoming, socket, head));
  }

  /** Starts it; servers of this machine must be named. */
  static async start(settings: GatewayServer["settings"], lookup?: LookupFunction): Promise<GatewayServer> {
    const started = new GatewayServer({ isChecked: false, ...settings }, lookup);
    started.#server.listen(0, "127.0.0.1");
    await once(started.#server, "listening");
    return started;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await this.gateway.close();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  /** Begins a request, as a page of the gateway's origin does but for what `change` says. */
  begin(order: Partial<GatewayRequest> | string, change: Record<string, string | undefined> = {}): ClientRequest {
    const whole = typeof order === "string" ? order : toHeaderText(fill(order));
    const headers: Record<string, string | undefined> = {
      origin: this.origin,
      "sec-fetch-site": "same-origin",
      "accept-encoding": "gzip, br",
      [GATEWAY_TOKEN_HEADER]: TOKEN,
      [GATEWAY_HEADER]: whole,
      ...change,
    };
    const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const { ":method": method = "POST", ...rest } = Object.fromEntries(given);
    return request(`${this.origin}/gateway`, { method, headers: rest, agent: false });
  }

  /** Sends a whole request and resolves with the whole answer. */
  async ask(
    order: Partial<GatewayRequest> | string,
    { change, body = "" }: { change?: Record<string, string | undefined>; body?: string | Buffer } = {},
  ): Promise<Answered> {
    const sending = this.begin(order, { "content-length": String(Buffer.byteLength(body)), ...change });
    // A body may still be on its way when the answer is there and the test over.
    sending.on("error", () => {});
    sending.end(body);
    const [response] = (await once(sending, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return { ...headOf(response), body: Buffer.concat(chunks) };
  }

  /** Opens a WebSocket to the gateway, as a page does but for what `change` says. */
  openSocket(change: { protocols?: string[]; headers?: Record<string, string> } = {}): WebSocket {
    const { protocols = [GATEWAY_PROTOCOL, TOKEN], headers = {} } = change;
    return new WebSocket(`${this.origin.replace("http", "ws")}/gateway`, protocols, {
      headers: { origin: this.origin, ...headers },
      perMessageDeflate: false,
    });
  }

  /** Asks for a connection and resolves with the gateway's answer. */
  async connect(
    order: Partial<GatewaySocketRequest> & { url: string },
  ): Promise<{ page: WebSocket; answer: GatewaySocketAnswer }> {
    const page = this.openSocket();
    await once(page, "open");
    page.send(JSON.stringify({ protocols: [], headers: {}, perMessageDeflate: false, ...order }));
    const [text] = (await once(page, "message")) as [Buffer];
    return { page, answer: JSON.parse(text.toString()) as GatewaySocketAnswer };
  }
}

/** Reads the head of an answer. */
export function headOf({ statusCode = 0, headers }: IncomingMessage): Omit<Answered, "body"> {
  const text = headers[GATEWAY_HEADER];
  const answer = typeof text === "string" ? (JSON.parse(text) as GatewayAnswer) : undefined;
  return { status: statusCode, headers, answer };
}

function fill(order: Partial<GatewayRequest>): GatewayRequest {
  return { list: "request", url: "", method: "GET", headers: {}, redirect: "follow", isCached: false, ...order };
}

/**
 * Gives pieces, each when the one before was taken, until one is not taken any more or all are given; resolves with how many were given.
 * `give` hands one over and calls back when it was taken.
 */
export async function giveUntilFull(count: number, give: (taken: () => void) => void): Promise<number> {
  for (let given = 0; given < count; given += 1) {
    let isTaken = false;
    give(() => (isTaken = true));
    if (!(await comesTrue(() => isTaken))) return given + 1;
  }
  return count;
}

/** All ends are in this process: what can move has moved after some turns of its loop. */
async function comesTrue(isTrue: () => boolean): Promise<boolean> {
  for (let turns = 0; turns < 500; turns += 1) {
    if (isTrue()) return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}
