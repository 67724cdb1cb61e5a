import * as http from "node:http";
import * as https from "node:https";
import { HostError } from "../../core/ports/index.ts";
import type { Agents } from "./agents.ts";
import type { Cancellation } from "./cancellation.ts";
import type { ExchangeMeter } from "./exchange-meter.ts";
import { requestHeaders } from "./http-headers.ts";
import { namedNetworkError } from "./network-error.ts";
import type { Target } from "./redirect.ts";
import { contentLengthOf, type RequestBody } from "./request-body.ts";
import { StreamSender } from "./stream-sender.ts";

/** How an exchange went until the headers of the response. */
export type ExchangeResult = Answered | Failed;

/** The headers of the response arrived. */
export interface Answered {
  response: http.IncomingMessage;
  /** Resolves when the body has left, if it has not yet. Rejects when its file failed. */
  sent?: Promise<void>;
  /** Ends the exchange: closes the connection if bytes are still to come or to go, else it may serve the next. */
  end(): Promise<void>;
}

/** There is no response. */
export interface Failed {
  response?: undefined;
  cause: unknown;
  /** Whether the server can have got the whole request. */
  isSent: boolean;
  /** Whether the connection had served before, so that the server may have closed it as idle. */
  isReused: boolean;
}

/** What {@link exchange} works with. */
export interface ExchangeMeans {
  agents: Agents;
  cancellation: Cancellation;
  meter: ExchangeMeter;
  /** Takes how much of the body has left, as often as that changes. */
  onSent(sentBytes: number): void;
}

/**
 * Sends one request and resolves when the headers of the response are there, or with the failure.
 *
 * A refusal (status 300 or more) that comes before the body has left stops the body; beside any other response it goes on.
 */
export async function exchange(target: Target, body: RequestBody, means: ExchangeMeans): Promise<ExchangeResult> {
  let request: http.ClientRequest;
  try {
    request = openRequest(target, body, means.agents);
  } catch (cause) {
    return { cause, isSent: false, isReused: false };
  }
  means.cancellation.stop = () => void request.destroy();
  request.once("socket", (socket) => means.meter.take(socket, request.reusedSocket));
  request.once("finish", () => means.meter.sent());
  let response: http.IncomingMessage | undefined;
  const answered = responseOf(request);
  const sender = sendBody(request, body, means);
  sender?.finished.catch((error: Error) => {
    // A response that has begun outlives the body.
    if (response === undefined) request.destroy(error);
  });

  async function end(): Promise<void> {
    means.cancellation.stop = undefined;
    if (!request.writableFinished || response?.complete !== true) request.destroy();
    // What nobody reads, such as the nothing of a redirect, would keep the connection from the next request.
    else response.resume();
    await sender?.finished.catch(() => {});
  }
  try {
    response = await answered;
    means.meter.answered();
    if (!request.writableEnded) return { response, sent: remainder(response, sender), end };
    means.onSent(body.sizeBytes);
    return { response, end };
  } catch (cause) {
    await end();
    return { cause, isSent: request.writableEnded, isReused: request.reusedSocket };
  }
}

/** Opens a request, whose body is still to be written. Throws for headers that HTTP forbids. */
export function openRequest(
  { url, method, headers }: Target,
  body: Pick<RequestBody, "contentType" | "sizeBytes">,
  agents: Agents,
): http.ClientRequest {
  const isSecure = url.protocol === "https:";
  const request = isSecure ? https.request : http.request;
  return request({
    agent: isSecure ? agents.https : agents.http,
    method,
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? undefined : Number(url.port),
    path: url.pathname + url.search,
    // A list goes onto the wire as it is, without a look-up for each header.
    headers: requestHeaders({
      headers,
      host: url.host,
      contentType: body.contentType,
      contentLength: contentLengthOf(method, body),
    }),
  });
}

/** Resolves with the response when its headers are there. Takes the errors of the request, for all its life. */
export function responseOf(request: http.ClientRequest): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    request.once("response", (response) => {
      isAnswered = true;
      resolve(response);
    });
    // Stays for the life of the request: what fails after the response reaches the response too.
    request.on("error", reject);
    // After an answer that makes no sense, such as a change of protocol that nobody asked for, there is nothing else.
    request.once("close", () => {
      if (!isAnswered) reject(namedNetworkError("INVALID_HTTP_RESPONSE"));
    });
  });
}

/** Sends a body; one in memory leaves in one write and needs no sender. */
function sendBody(request: http.ClientRequest, body: RequestBody, means: ExchangeMeans): StreamSender | undefined {
  if (body.kind === "stream") return new StreamSender(request, body, (sentBytes) => means.onSent(sentBytes));
  request.end(body.bytes, () => means.onSent(body.sizeBytes));
  return undefined;
}

/** Stops a body that is still on its way when the server refused it, or gives its end. */
function remainder(
  { statusCode = 0 }: http.IncomingMessage,
  sender: StreamSender | undefined,
): Promise<void> | undefined {
  if (statusCode < 300) return sender?.finished.catch(throwHostError);
  sender?.stop();
  return undefined;
}

/** Lets a failure of the file through, which leaves the server with half a body; that of a connection shows in the response. */
function throwHostError(error: unknown): void {
  if (error instanceof HostError) throw error;
}
