import type { Labels } from "./labels.ts";

/** What a row of the network panel shows. */
export interface PanelLine {
  method: string;
  url: string;
  /** Stands below the name. */
  note: string;
  status: string;
  state: "queued" | "active" | "success" | "fail";
  sent: string;
  received: string;
  elapsedMs: number;
  /** Absent where nothing can be measured against a whole. */
  progress?: { sent: PanelProgress; received: PanelProgress };
}

/** How far one direction of a transfer is, from 0 to 1; or that bytes flow and nobody knows how many will. */
export type PanelProgress = number | "flowing";

/** Something that the network panel lists. */
export interface PanelEntry {
  /** Unique in the panel; a new state has the same. */
  readonly key: string;
  /** Whether it runs, so that its time changes. */
  readonly isActive: boolean;
  line(nowMs: number): PanelLine;
  /** Everything about it. */
  details(labels: Labels, nowMs: number): Node[];
}
