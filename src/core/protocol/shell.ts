/** The message with which the frame of an app hands its parent a `MessagePort`, if it has a parent. */
export const FRAME_READY = "minihost.frame";

/** A network transfer as the frame reports it; the same shape as `Transfer` of the inspector port. */
export interface FrameTransfer {
  id: number;
  api: string;
  method: string;
  url: string;
  state: "queued" | "active" | "success" | "fail";
  startedMs: number;
  endedMs?: number;
  requestHeaders: Record<string, string>;
  responseHeaders?: Record<string, string>;
  statusCode?: number;
  sentBytes: number;
  totalSentBytes: number;
  receivedBytes: number;
  totalReceivedBytes: number;
  error?: string;
}

/** What the frame of an app tells the page around it. */
export type FrameMessage =
  | { type: "app.started"; appId: string }
  /** An error that the app did not handle, or that ended it. */
  | { type: "app.error"; message: string }
  /** The current page after a route, without a leading slash. */
  | { type: "app.route"; path: string; query: string }
  | { type: "network.transfer"; transfer: FrameTransfer };

/** What the page around tells the frame. */
export type ShellMessage =
  /** Looks light or dark; `system` follows the browser. */
  { type: "appearance.set"; theme: "light" | "dark" | "system" };
