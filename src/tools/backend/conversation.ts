import { on } from "node:events";
import type { WebSocket } from "ws";
import { pause } from "./exchange.ts";
import type { Modifiers } from "./modifiers.ts";
import type { SocketRequest } from "./socket-request.ts";

/** What the query of a WebSocket asks. */
export interface Script {
  /** So many messages are sent before anything else: `1`, `2`, … */
  pushes: number;
  /** Then the connection is closed. */
  close?: { code: number; reason: string };
  /** What of the query makes no sense, and was left out. */
  problem?: string;
}

/** Limit of the protocol. */
const MAX_REASON_BYTES = 123;
const MAX_PUSHES = 1_000_000;

/** Reads `?push=`, `?close=` and `?reason=`. */
export function readScript(query: URLSearchParams): Script {
  const push = query.get("push") ?? "0";
  const close = query.get("close");
  const reason = query.get("reason") ?? "";
  if (!/^\d+$/.test(push) || Number(push) > MAX_PUSHES) {
    return { pushes: 0, problem: `?push=${push} must be a whole number up to ${MAX_PUSHES}` };
  }
  const pushes = Number(push);
  if (close === null) return { pushes };
  if (!canBeSent(close)) {
    return { pushes, problem: `?close=${close} must be a code that may be sent: 1000, 1001, or from 3000 to 4999` };
  }
  if (Buffer.byteLength(reason) > MAX_REASON_BYTES) {
    return { pushes, problem: `?reason= must not be longer than ${MAX_REASON_BYTES} bytes` };
  }
  return { pushes, close: { code: Number(close), reason } };
}

function canBeSent(code: string): boolean {
  return code === "1000" || code === "1001" || /^[34]\d{3}$/.test(code);
}

/** Plays the script, then sends every message back. Resolves when the connection closes, for whatever reason. */
export async function converse(
  connection: WebSocket,
  request: SocketRequest,
  { bytesPerSecond = Infinity, dropAfterBytes = Infinity }: Modifiers,
  { pushes, close }: Script,
): Promise<void> {
  // A message that breaks the protocol closes the connection by itself, with the code that says so.
  connection.on("error", () => undefined);
  const messages = on(connection, "message", { close: ["close"] }) as AsyncIterable<[data: Buffer, isBinary: boolean]>;
  const send = async (data: Buffer | string, isBinary: boolean): Promise<void> => {
    await pause((Buffer.byteLength(data) / bytesPerSecond) * 1000, request.signal);
    connection.send(data, { binary: isBinary });
  };
  if (dropAfterBytes === 0) request.reset();
  for (let count = 1; count <= pushes; count += 1) await send(String(count), false);
  if (close !== undefined) connection.close(close.code, close.reason);
  for await (const [data, isBinary] of messages) {
    request.bodyBytes += data.length;
    if (request.bodyBytes >= dropAfterBytes) request.reset();
    else await send(data, isBinary);
  }
}
