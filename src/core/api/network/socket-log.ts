import type { Ports, SocketRequest } from "../../ports/index.ts";
import type { SocketMessage, SocketReport } from "../../protocol/index.ts";
import type { SocketClosing } from "./sockets.ts";

/** So much of a text is shown. */
const PREVIEW_LENGTH = 200;

/** Takes what happens to one connection. */
export interface SocketReporter {
  open(header: Readonly<Record<string, string>>): void;
  message(direction: SocketMessage["direction"], data: string | ArrayBuffer): void;
  closing(): void;
  /** `error` is the `errMsg` of a failure. */
  closed(close: SocketClosing, error?: string): void;
}

/** Numbers the connections of one `wx` and reports them. */
export interface SocketLog {
  /** Reports a new connection. Nobody listens, and nothing need be told, where no inspector watches. */
  open(api: string, request: SocketRequest): SocketReporter | undefined;
}

/** Makes the log. */
export function createSocketLog({ clock, inspector }: Ports): SocketLog {
  let lastId = 0;
  return {
    open(api, { url, headers }) {
      if (inspector === undefined) return undefined;
      lastId += 1;
      let report: SocketReport = {
        id: lastId,
        api,
        url,
        state: "connecting",
        startedMs: clock.nowMs(),
        requestHeaders: { ...headers },
        sentMessages: 0,
        sentBytes: 0,
        receivedMessages: 0,
        receivedBytes: 0,
      };
      const tell = (change: Partial<SocketReport>): void => {
        report = { ...report, message: undefined, ...change };
        inspector.socket(report);
      };
      tell({});
      return {
        open: (header) => tell({ state: "open", responseHeaders: { ...header } }),
        message: (direction, data) => tell(countMessage(report, describeMessage(direction, data, clock.nowMs()))),
        closing: () => tell({ state: "closing" }),
        closed: (close, error) => tell({ state: "closed", endedMs: clock.nowMs(), close: { ...close }, error }),
      };
    },
  };
}

function describeMessage(
  direction: SocketMessage["direction"],
  data: string | ArrayBuffer,
  atMs: number,
): SocketMessage {
  if (typeof data !== "string") return { direction, kind: "bytes", atMs, sizeBytes: data.byteLength, preview: "" };
  const sizeBytes = new TextEncoder().encode(data).byteLength;
  return { direction, kind: "text", atMs, sizeBytes, preview: data.slice(0, PREVIEW_LENGTH) };
}

function countMessage(report: SocketReport, message: SocketMessage): Partial<SocketReport> {
  const { sizeBytes } = message;
  return message.direction === "sent"
    ? { message, sentMessages: report.sentMessages + 1, sentBytes: report.sentBytes + sizeBytes }
    : { message, receivedMessages: report.receivedMessages + 1, receivedBytes: report.receivedBytes + sizeBytes };
}
