import type { PlaybackErrorCode } from "../../../ports/index.ts";

/** What `onError` of a player gets. */
export interface AudioError {
  /** 10001 system, 10002 network, 10003 file, 10004 format, -1 unknown. */
  errCode: PlaybackErrorCode;
  errMsg: string;
}

const TEXTS: Readonly<Record<PlaybackErrorCode, string>> = {
  10001: "system error",
  10002: "network error",
  10003: "file error",
  10004: "format error",
  [-1]: "unknown error",
};

/** Puts the failure of a player into the form that apps see; `detail` is what the host says. */
export function toAudioError(errCode: PlaybackErrorCode, detail: string): AudioError {
  return { errCode, errMsg: `${TEXTS[errCode]}: ${detail}` };
}
