/** What a developer tool is told about one network transfer; each update repeats the whole state. */
export interface Transfer {
  /** Unique within one app. */
  id: number;
  /** The API that started it, such as `uploadFile`. */
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
  /** The `errMsg` of a failure. */
  error?: string;
}

/** Watches what an app does; for developer tools. */
export interface InspectorPort {
  transfer(state: Transfer): void;
}
