import type { SocketReport, Transfer } from "../protocol/index.ts";

/** Watches what an app does; for developer tools. */
export interface InspectorPort {
  transfer(state: Transfer): void;
  socket(state: SocketReport): void;
}
