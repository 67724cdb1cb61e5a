import { describe, expect, it } from "vitest";
import type { SocketMessage, SocketReport } from "../../core/protocol/index.ts";
import { KEPT_MESSAGES, SocketEntry } from "./socket-entry.ts";

const opened: SocketReport = {
  id: 1,
  api: "connectSocket",
  url: "wss://example.com/socket?room=1",
  state: "open",
  startedMs: 1000,
  requestHeaders: {},
  sentMessages: 2,
  sentBytes: 2048,
  receivedMessages: 0,
  receivedBytes: 0,
};
const closed = (change: Partial<SocketReport>): SocketEntry =>
  new SocketEntry({ ...opened, state: "closed", endedMs: 1200, ...change });

describe("the row of a connection", () => {
  it("tells its state, and what went through it", () => {
    expect(new SocketEntry(opened).line(1500)).toEqual({
      method: "WS",
      url: opened.url,
      note: "connectSocket · example.com/",
      status: "open",
      state: "success",
      sent: "↑ 2 · 2.0 KB",
      received: "↓ 0 · 0 B",
      elapsedMs: 500,
    });
  });

  it("waits while it connects and while it closes", () => {
    for (const state of ["connecting", "closing"] as const) {
      expect(new SocketEntry({ ...opened, state }).line(0)).toMatchObject({ status: "…", state: "active" });
    }
  });

  it.each([
    [{ close: { code: 1000, reason: "" } }, "1000", "success"],
    [{ close: { code: 1005, reason: "" } }, "1005", "success"],
    [{ close: { code: 4001, reason: "bye" } }, "4001", "success"],
    [{ close: { code: 1009, reason: "" } }, "1009", "fail"],
    [{ close: { code: 1006, reason: "" }, error: "connectSocket:fail timeout" }, "1006", "fail"],
  ])("of a closed one shows the code of %j", (change, status, state) => {
    const entry = closed(change);
    expect(entry.line(9999)).toMatchObject({ status, state, elapsedMs: 200 });
    expect(entry.isActive).toBe(false);
  });

  it("shows the failure in place of the server", () => {
    expect(closed({ error: "connectSocket:fail timeout" }).line(0).note).toBe("connectSocket:fail timeout");
  });
});

describe("the messages of a connection", () => {
  const message = (preview: string): SocketMessage => ({
    direction: "received",
    kind: "text",
    atMs: 0,
    sizeBytes: 1,
    preview,
  });

  it("are the last ones, newest first", () => {
    const entry = new SocketEntry({ ...opened, message: message("0") });
    for (let number = 1; number <= KEPT_MESSAGES; number += 1) {
      entry.update({ ...opened, message: message(String(number)) });
    }
    entry.update({ ...opened, state: "closing" });
    const previews = entry.messages.map(({ preview }) => preview);
    expect(previews).toHaveLength(KEPT_MESSAGES);
    expect([previews[0], previews.at(-1)]).toEqual([String(KEPT_MESSAGES), "1"]);
  });
});
