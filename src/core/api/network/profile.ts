import type { HttpProfile } from "../../ports/index.ts";
import type { Shape } from "../api.ts";

/** When the steps of a call happened, in milliseconds since 1970, and what it went over. */
export interface NetworkProfile extends HttpProfile {
  /** When the API was called. */
  invokeStart: number;
  /** When it began to wait for its turn, and when that came. */
  queueStart: number;
  queueEnd: number;
}

/** The fields of a profile, for `canIUse`. */
export const PROFILE_SHAPE: Shape<NetworkProfile> = {
  invokeStart: true,
  queueStart: true,
  queueEnd: true,
  redirectStart: true,
  redirectEnd: true,
  fetchStart: true,
  domainLookUpStart: true,
  domainLookUpEnd: true,
  connectStart: true,
  connectEnd: true,
  SSLconnectionStart: true,
  SSLconnectionEnd: true,
  requestStart: true,
  requestEnd: true,
  responseStart: true,
  responseEnd: true,
  rtt: true,
  peerIP: true,
  port: true,
  socketReused: true,
  sendBytesCount: true,
  receivedBytedCount: true,
  protocol: true,
};

/** The part of a result that tells of times: nothing where the app does not want it, or the host can't measure. */
export function toProfile(isWanted: boolean, { profile }: { profile?: NetworkProfile }): { profile?: NetworkProfile } {
  return isWanted && profile !== undefined ? { profile } : {};
}
