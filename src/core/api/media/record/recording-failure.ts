import { isHostError, type RecordingFailure } from "../../../ports/index.ts";
import { WxError } from "../../wx-error.ts";

/** Why a recording that ran has failed, in words. */
const FAILURES: Readonly<Record<RecordingFailure, string>> = {
  disconnected: "the microphone was disconnected",
  encoding: "the recording could not be encoded",
  storage: "the recording could not be stored",
};

/** Makes the failure of a recording that ran. */
export function recordingFailed(failure: RecordingFailure): WxError {
  return new WxError(FAILURES[failure]);
}

/** Puts what a recorder rejected with into the platform's words. */
export function describeRecorderError(error: unknown): unknown {
  if (!isHostError(error)) return error;
  switch (error.code) {
    case "not-found":
      return new WxError("NotFoundError", undefined, { cause: error });
    case "invalid-data":
      return new WxError(FAILURES.encoding, undefined, { cause: error });
    case "quota":
      return new WxError(FAILURES.storage, undefined, { cause: error });
    default:
      return error;
  }
}
