import type { HttpEvents, HttpHead, HttpProfile, HttpRequest, HttpResponse, StopSignal } from "../../ports/index.ts";
import type { CallContext } from "../call-context.ts";
import { describeFailure, type Failures } from "../failures.ts";
import type { TransferReport } from "../transfer-log.ts";
import { toAppHeader } from "./http-headers.ts";
import { refererOf } from "./referer.ts";
import type { NetworkProfile } from "./profile.ts";

/** One exchange of an API. */
export interface Exchange {
  readonly api: { readonly name: string; readonly failures?: Failures };
  readonly request: HttpRequest;
  readonly events?: HttpEvents;
  readonly signal: StopSignal;
  /** Resolves when it may be sent. */
  dispatch(): Promise<void>;
}

/** A response whose profile has the times that the host does not know. */
export interface ExchangedResponse extends HttpResponse {
  profile?: NetworkProfile;
}

/** Waits for its turn, sends the request, and reports every step to the inspector, if one watches. */
export async function sendExchange(
  exchange: Exchange,
  { ports, app, transfers }: CallContext,
): Promise<ExchangedResponse> {
  const { api, signal, events = {} } = exchange;
  const request = { ...exchange.request, headers: { ...exchange.request.headers, referer: refererOf(app.appId) } };
  const report = transfers.open(api.name, request);
  const invokeStart = ports.clock.nowMs();
  try {
    await exchange.dispatch();
    const queueEnd = ports.clock.nowMs();
    report?.({ state: "active" });
    const watched = report === undefined ? events : reportingEvents(events, report);
    const response = await ports.http.send(request, watched, signal);
    report?.({ state: "success", endedMs: ports.clock.nowMs() });
    return withTimes(response, invokeStart, queueEnd);
  } catch (error) {
    const reason: unknown = signal.aborted ? signal.reason : error;
    report?.({ state: "fail", endedMs: ports.clock.nowMs(), error: describeFailure(api, reason).errMsg });
    throw error;
  }
}

/** Completes the profile in place: copies of it would cost a small call more than all that is measured. */
function withTimes(response: HttpResponse, invokeStart: number, queueEnd: number): ExchangedResponse {
  const profile: (HttpProfile & Partial<NetworkProfile>) | undefined = response.profile;
  if (profile !== undefined) {
    profile.invokeStart = invokeStart;
    profile.queueStart = invokeStart;
    profile.queueEnd = queueEnd;
  }
  // The type does not show what was filled in.
  return response as ExchangedResponse;
}

/** Reports what happens, and passes it on. */
function reportingEvents(events: HttpEvents, report: TransferReport): HttpEvents {
  const reporting: HttpEvents = {
    ...events,
    onHead(head) {
      report({ statusCode: head.statusCode, responseHeaders: { ...head.header } });
      events.onHead?.(head);
    },
    onReceived(receivedBytes, totalBytes) {
      report({ receivedBytes, totalReceivedBytes: totalBytes });
      events.onReceived?.(receivedBytes, totalBytes);
    },
  };
  // Only for those who want it: in a browser, watching the body makes a request ask the server for permission (CORS preflight).
  if (events.onSent !== undefined) {
    reporting.onSent = (sentBytes, totalBytes) => {
      report({ sentBytes, totalSentBytes: totalBytes });
      events.onSent?.(sentBytes, totalBytes);
    };
  }
  return reporting;
}

/** The head of a response as an app gets it: objects of its own. */
export function toAppHead(head: HttpHead): HttpHead {
  return { statusCode: head.statusCode, header: toAppHeader(head.header), cookies: [...head.cookies] };
}

/** The text of a response that was asked for as text. */
export function textOf({ data }: HttpResponse): string {
  if (typeof data !== "string") throw new Error("The host answered with bytes where text was asked for");
  return data;
}

/** The bytes of a response that was asked for as bytes, as a buffer of this realm. */
export function bytesOf({ data }: HttpResponse): ArrayBuffer {
  if (typeof data === "string") throw new Error("The host answered with text where bytes were asked for");
  if (data instanceof ArrayBuffer) return data;
  return new Uint8Array(data).slice().buffer;
}
