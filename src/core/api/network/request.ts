import type { HttpRequest, HttpResponse } from "../../ports/index.ts";
import type { Filled, TaskApi } from "../api.ts";
import { WxError } from "../wx-error.ts";
import { checkUrl } from "./check-url.ts";
import { bytesOf, sendExchange, textOf, toAppHead } from "./exchange.ts";
import { toRequestHeaders } from "./http-headers.ts";
import { encodeRequestData } from "./request-data.ts";
import { toTimeLimit } from "./time-limit.ts";

const METHODS = ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT"] as const;

/** Options of `wx.request`. */
export interface RequestOptions {
  url: string;
  /** Query of GET and HEAD, else the body: an object as the content type says, text and bytes as they are. */
  data?: unknown;
  header?: object;
  /** One of OPTIONS, GET, HEAD, POST, PUT, DELETE, TRACE, CONNECT in any case. */
  method?: string;
  /** `json` parses the response if it can be parsed; anything else leaves it as text. */
  dataType?: string;
  /** `text` or `arraybuffer`. */
  responseType?: string;
  /**
   * Milliseconds from when it is sent.
   *
   * @default `networkTimeout.request` of app.json
   */
  timeout?: number;
  /**
   * Whether the response goes to `onChunkReceived` piece by piece; `data` of the result is then empty.
   *
   * @default false
   */
  enableChunked?: boolean;
  /**
   * `manual` makes a redirect the response instead of following it.
   *
   * @default "follow"
   */
  redirect?: string;
}

/** Result of `wx.request`. */
export interface RequestResult {
  /** What JSON held, else a string, or an `ArrayBuffer` for `responseType: "arraybuffer"`. */
  data: unknown;
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
}

/** Events of a `RequestTask`. */
export interface RequestEvents {
  headersReceived: { header: Record<string, string>; statusCode: number; cookies: string[] };
  chunkReceived: { data: ArrayBuffer };
}

type Defaulted = "method" | "dataType" | "responseType" | "enableChunked" | "redirect";

/**
 * Sends an HTTP request.
 *
 * Differs from WeChat: in browsers the server must allow the page by CORS, `Set-Cookie` cannot be read, and a redirect is always
 * followed.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html
 */
export const request: TaskApi<RequestOptions, RequestResult, RequestEvents, Defaulted> = {
  name: "request",
  reference: "network/request",
  notes: "Browsers need CORS, cannot read `Set-Cookie`, and refuse TRACE, CONNECT and `redirect: manual`.",
  task: "RequestTask",
  events: { headersReceived: { header: true, statusCode: true, cookies: true }, chunkReceived: { data: true } },
  concurrency: 10,
  params: {
    url: { type: "string", required: true },
    data: { type: "any" },
    header: { type: "object", isLenient: true },
    method: { type: "string", default: "GET", values: METHODS },
    dataType: { type: "string", default: "json", values: ["json", "text"] },
    responseType: { type: "string", default: "text", values: ["text", "arraybuffer"] },
    timeout: { type: "number" },
    enableChunked: { type: "boolean", default: false },
    redirect: {
      type: "string",
      default: "follow",
      values: ["follow", "manual"],
      isValueSupported: (value, { ports }) => value !== "manual" || ports.http.showsRedirects,
    },
  },
  result: { data: true, statusCode: true, header: true, cookies: true },
  async start(options, context, control) {
    const timeoutMs = toTimeLimit(options.timeout, context.app.networkTimeout.request);
    const response = await sendExchange(
      {
        api: request,
        request: toHttpRequest(options),
        signal: control.signal,
        dispatch: () => control.dispatch(timeoutMs),
        events: {
          onHead: (head) => control.emit("headersReceived", toAppHead(head)),
          onChunk: options.enableChunked ? (data) => control.emit("chunkReceived", { data }) : undefined,
        },
      },
      context,
    );
    return { data: readData(response, options.dataType, options.responseType), ...toAppHead(response) };
  },
};

function toHttpRequest(options: Filled<RequestOptions, Defaulted>): HttpRequest {
  checkUrl(options.url);
  const method = options.method.toUpperCase();
  if (!METHODS.some((known) => known === method)) throw new WxError("method is invalid");
  const headers = { "content-type": "application/json", ...toRequestHeaders("request", options.header) };
  const { url, body } = encodeRequestData(options.url, method, headers["content-type"], options.data);
  return {
    url,
    method,
    headers,
    body,
    responseType: options.responseType === "arraybuffer" ? "bytes" : "text",
    redirect: options.redirect === "manual" ? "manual" : "follow",
  };
}

function readData(response: HttpResponse, dataType: string, responseType: string): unknown {
  if (responseType === "arraybuffer") return bytesOf(response);
  const text = textOf(response).replace(/^\uFEFF/, "");
  if (dataType !== "json") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
