import {
  HostError,
  type HttpEvents,
  type HttpHead,
  type HttpRequest,
  type HttpResponse,
} from "../../core/ports/index.ts";
import { throwIfCancelled, type Cancellation } from "./cancellation.ts";
import type { FileWriter } from "./file-writer.ts";
import type { LocalFiles } from "./files.ts";
import type { Answered } from "./http-exchange.ts";
import { responseHead } from "./http-headers.ts";
import { decodeBody, decodeText, receiveBody } from "./response-body.ts";
import { streamBody } from "./response-stream.ts";
import type { WholeAnswer } from "./whole-exchange.ts";

/** What {@link receiveResponse} works with. */
export interface ReceivingMeans {
  files: Pick<LocalFiles, "createWriter">;
  events: HttpEvents;
  cancellation: Cancellation;
}

/** Takes the response in, as the request wants it: in memory, piece by piece, or into a file. */
export function receiveResponse(
  answered: Answered,
  request: HttpRequest,
  means: ReceivingMeans,
): Promise<HttpResponse> {
  if (request.responseType === "file") return receiveFile(answered, request, means);
  return means.events.onChunk === undefined
    ? receiveWhole(answered, request, means)
    : receivePieces(answered, request, means);
}

async function receiveWhole(
  { response, sent }: Answered,
  { responseType }: HttpRequest,
  { events, cancellation }: ReceivingMeans,
): Promise<HttpResponse> {
  const head = responseHead(response);
  let isAnnounced = false;
  const receiving = receiveBody(response, (receivedBytes, totalBytes) => {
    if (isAnnounced && !cancellation.isCancelled) events.onReceived?.(receivedBytes, totalBytes);
  });
  if (sent !== undefined) await Promise.all([sent, receiving]);
  throwIfCancelled(cancellation);
  events.onHead?.(head);
  isAnnounced = true;
  let bytes = await receiving;
  const encoding = response.headers["content-encoding"];
  if (encoding !== undefined) bytes = await decodeBody(encoding, bytes);
  throwIfCancelled(cancellation);
  return {
    ...head,
    data: responseType === "text" ? decodeText(response.headers["content-type"], bytes) : exactBuffer(bytes),
  };
}

/** Reads a response that is in memory and decoded. */
export function readWhole({ head, bytes }: WholeAnswer, { responseType }: HttpRequest): HttpResponse {
  const isText = responseType === "text";
  return { ...head.facts, data: isText ? decodeText(head.find("content-type"), bytes) : exactBuffer(bytes) };
}

async function receivePieces(
  answered: Answered,
  { responseType }: HttpRequest,
  means: ReceivingMeans,
): Promise<HttpResponse> {
  const head = await announce(answered, means);
  await forEachPiece(answered, means, (piece) => means.events.onChunk?.(exactBuffer(piece)));
  return { ...head, data: responseType === "text" ? "" : new ArrayBuffer(0) };
}

async function receiveFile(
  answered: Answered,
  { url, maxFileBytes = Infinity }: HttpRequest,
  means: ReceivingMeans,
): Promise<HttpResponse> {
  const head = await announce(answered, means);
  const checkSize = (sizeBytes: number): void => {
    if (sizeBytes <= maxFileBytes) return;
    throw new HostError("too-large", `The response of ${url} has more than ${maxFileBytes} bytes`);
  };
  checkSize(declaredBytes(answered));
  const file: FileWriter = await means.files.createWriter();
  try {
    await forEachPiece(answered, means, (piece, receivedBytes) => {
      checkSize(receivedBytes);
      return file.write(piece);
    });
    await file.finish();
    throwIfCancelled(means.cancellation);
  } catch (error) {
    await file.discard();
    throw error;
  }
  return { ...head, data: file.path };
}

/** Tells of the headers, once the body of the request has left. */
async function announce({ response, sent }: Answered, { events, cancellation }: ReceivingMeans): Promise<HttpHead> {
  await sent;
  throwIfCancelled(cancellation);
  const head = responseHead(response);
  events.onHead?.(head);
  return head;
}

/** Hands over what arrives, one piece when the one before is done, and tells how much it was so far. */
async function forEachPiece(
  answered: Answered,
  { events, cancellation }: ReceivingMeans,
  take: (piece: Buffer, receivedBytes: number) => Promise<void> | void,
): Promise<void> {
  const { response } = answered;
  const totalBytes = response.headers["content-encoding"] === undefined ? declaredBytes(answered) : 0;
  let receivedBytes = 0;
  for await (const piece of streamBody(response)) {
    throwIfCancelled(cancellation);
    receivedBytes += piece.length;
    await take(piece, receivedBytes);
    throwIfCancelled(cancellation);
    events.onReceived?.(receivedBytes, totalBytes);
  }
}

/** What the server says of the size as it is sent, 0 when it says nothing. */
function declaredBytes({ response }: Answered): number {
  return Number(response.headers["content-length"] ?? 0);
}

/** Small buffers of Node share one large store; an app gets a store of its own. */
function exactBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
