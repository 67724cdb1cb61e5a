/** The message with which the frame of an app hands its parent a `MessagePort`, if it has a parent. */
export const FRAME_READY = "minihost.frame";

/** One network transfer of an app; each report repeats the whole state. */
export interface Transfer {
  /** Unique within one app. */
  id: number;
  /** The API that started it, such as `uploadFile`. */
  api: string;
  method: string;
  url: string;
  state: "queued" | "active" | "success" | "fail";
  /** Milliseconds since 1970. */
  startedMs: number;
  endedMs?: number;
  requestHeaders: Record<string, string>;
  responseHeaders?: Record<string, string>;
  statusCode?: number;
  sentBytes: number;
  /** 0 while unknown. */
  totalSentBytes: number;
  receivedBytes: number;
  totalReceivedBytes: number;
  /** The `errMsg` of a failure. */
  error?: string;
}

/** A message that went through a connection. */
export interface SocketMessage {
  direction: "sent" | "received";
  kind: "text" | "bytes";
  /** Milliseconds since 1970. */
  atMs: number;
  sizeBytes: number;
  /** How a text begins; `""` for bytes. */
  preview: string;
}

/** One WebSocket connection of an app; each report repeats the whole state, and at most one message. */
export interface SocketReport {
  /** Unique among the connections of one app. */
  id: number;
  /** The API that opened it. */
  api: string;
  url: string;
  state: "connecting" | "open" | "closing" | "closed";
  /** Milliseconds since 1970. */
  startedMs: number;
  endedMs?: number;
  requestHeaders: Record<string, string>;
  responseHeaders?: Record<string, string>;
  sentMessages: number;
  sentBytes: number;
  receivedMessages: number;
  receivedBytes: number;
  /** The message that this report is about. */
  message?: SocketMessage;
  /** What the app heard of its end. */
  close?: { code: number; reason: string };
  /** The `errMsg` of a failure. */
  error?: string;
}

/** Music in the background, as a status bar shows it. */
export interface ShownMusic {
  title: string;
  isPlaying: boolean;
}

/** What the frame of an app tells the page around it. */
export type FrameMessage =
  | { type: "app.started"; appId: string }
  /** An error that the app did not handle, or that ended it. */
  | { type: "app.error"; message: string }
  /** The current page after a route, without a leading slash. */
  | { type: "app.route"; path: string; query: string }
  /** The music in the background, or that there is none any more. */
  | { type: "app.music"; music?: ShownMusic }
  | { type: "network.transfer"; transfer: Transfer }
  | { type: "network.socket"; socket: SocketReport };

/** What the page around tells the frame. */
export type ShellMessage =
  /** Looks light or dark; `system` follows the browser. */
  | { type: "appearance.set"; theme: "light" | "dark" | "system" }
  /** The person controls the music in the background. */
  | { type: "music.control"; key: "play" | "pause" | "stop" };
