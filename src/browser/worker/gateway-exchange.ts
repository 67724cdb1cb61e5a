import {
  HostError,
  type HttpEvents,
  type HttpHead,
  type HttpRequest,
  type StopSignal,
} from "../../core/ports/index.ts";
import {
  GATEWAY_HEADER,
  GATEWAY_TOKEN_HEADER,
  toHeaderText,
  type GatewayAccess,
  type GatewayAnswer,
  type GatewayFailure,
} from "../../core/protocol/index.ts";
import { sendOutgoing, type ExchangeMeans } from "./http.ts";
import type { ReceivedBody } from "./response-body.ts";
import type { OutgoingRequest } from "./xhr-exchange.ts";

/** A request that is ready to leave, through a gateway. */
export interface GatewayOrder extends OutgoingRequest {
  list: NonNullable<HttpRequest["domainList"]>;
  redirect: NonNullable<HttpRequest["redirect"]>;
  isCached: boolean;
  /** Whether what is stored can't be used any more. */
  isOutdated: boolean;
}

/** What came of it. */
export type GatewayOutcome = { failure: GatewayFailure } | { head: HttpHead; data: ReceivedBody };

/** What an exchange through a gateway works with. */
export interface GatewayMeans {
  access: GatewayAccess;
  exchange: ExchangeMeans;
  signal: StopSignal;
  /** Whether the response with this head is the answer, so that its events count. */
  isAnswer(head: HttpHead): boolean;
}

/**
 * Sends one request through a gateway; a redirect is an outcome.
 *
 * Rejects with `network` when the gateway does not answer or breaks off, `too-large` or `aborted`.
 */
export async function sendThroughGateway(
  order: GatewayOrder,
  events: HttpEvents,
  means: GatewayMeans,
): Promise<GatewayOutcome> {
  let answer: GatewayAnswer | undefined;
  let isAnswer = false;
  const passed: HttpEvents = {
    onHead({ header }) {
      const text = header[GATEWAY_HEADER];
      if (text === undefined) return;
      answer = JSON.parse(text) as GatewayAnswer;
      if (!("head" in answer)) return;
      isAnswer = means.isAnswer(answer.head);
      if (isAnswer) events.onHead?.(answer.head);
    },
    onReceived(receivedBytes, totalBytes) {
      if (isAnswer) events.onReceived?.(receivedBytes, totalBytes);
    },
  };
  if (events.onSent !== undefined) passed.onSent = (sentBytes, totalBytes) => events.onSent?.(sentBytes, totalBytes);
  if (events.onChunk !== undefined) passed.onChunk = (chunk) => isAnswer && events.onChunk?.(chunk);
  const { statusCode, data } = await sendOutgoing(
    means.exchange,
    toOutgoing(order, means.access),
    passed,
    means.signal,
  );
  if (answer === undefined) throw unanswered(statusCode);
  return "failure" in answer ? answer : { head: answer.head, data };
}

/** Only a GET can be stored. Its address names the server's, so that what is stored is found again. */
function toOutgoing(order: GatewayOrder, { url: gatewayUrl, token }: GatewayAccess): OutgoingRequest {
  const { list, url, method, headers, redirect, isCached, isOutdated, ...rest } = order;
  return {
    ...rest,
    url: isCached ? `${gatewayUrl}?${encodeURIComponent(url)}` : gatewayUrl,
    method: isCached ? "GET" : "POST",
    headers: {
      [GATEWAY_TOKEN_HEADER]: token,
      [GATEWAY_HEADER]: toHeaderText({ list, url, method, headers, redirect, isCached }),
      // Of the request between here and the gateway; that of the server is in the envelope.
      ...(rest.body === undefined ? {} : { "content-type": "application/octet-stream" }),
    },
    cache: isCached ? (isOutdated ? "reload" : "default") : undefined,
    // A site may let in only people who are logged in.
    credentials: "same-origin",
  };
}

/** Makes the error for an answer that is not the gateway's own, such as that of a proxy, or that this page may not use it. */
function unanswered(statusCode: number): HostError {
  console.warn(
    `The gateway answered with status ${statusCode}. Is it there, and is this page up to date? Load the page again.`,
  );
  return new HostError("network", "net::ERR_TUNNEL_CONNECTION_FAILED");
}
