import type { HttpRequest, HttpResponse } from "../../ports/index.ts";
import type { Filled, TaskApi } from "../api.ts";
import { WxError } from "../wx-error.ts";
import { bytesOf, sendExchange, textOf, toAppHead } from "./exchange.ts";
import { toRequestHeaders } from "./http-headers.ts";
import { PROFILE_SHAPE, toProfile, type NetworkProfile } from "./profile.ts";
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
  /**
   * Whether a response that was stored before may be the answer, and this one is stored, by the rules of HTTP; not with `enableChunked`.
   *
   * @default false
   */
  enableCache?: boolean;
  /**
   * Whether the result tells how long the steps took, where the host can measure.
   *
   * @default true
   */
  enableProfile?: boolean;
  /** Whether HTTP/2 may be used; no host lets an app decide. @default false */
  enableHttp2?: boolean;
  /** Whether QUIC may be used; no host lets an app decide. @default false */
  enableQuic?: boolean;
  /** Without effect: there is one network layer. @default true */
  useHighPerformanceMode?: boolean;
  /** @default false */
  enableHttpDNS?: boolean;
  /** Of a service that {@link enableHttpDNS} would use. */
  httpDNSServiceId?: string;
  /** @default 60000 */
  httpDNSTimeout?: number;
  /** @default true */
  enableHttpDNSFallback?: boolean;
  /** @default false */
  forceCellularNetwork?: boolean;
}

/** Result of `wx.request`. */
export interface RequestResult {
  /** What JSON held, else a string, or an `ArrayBuffer` for `responseType: "arraybuffer"`. */
  data: unknown;
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
  /** Where the host can measure. */
  profile?: NetworkProfile;
  exception: RequestException;
}

/** What went wrong on the way to a result. */
export interface RequestException {
  /** How often the request was sent anew, which happens where a kept connection turns out to be gone; a browser does so on its own. */
  retryCount: number;
  /** Why, each time. */
  reasons: { errMsg: string; errno: number }[];
}

/** Events of a `RequestTask`. */
export interface RequestEvents {
  headersReceived: { header: Record<string, string>; statusCode: number; cookies: string[] };
  chunkReceived: { data: ArrayBuffer };
}

type Defaulted =
  | "method"
  | "dataType"
  | "responseType"
  | "enableChunked"
  | "redirect"
  | "enableCache"
  | "enableProfile"
  | "enableHttp2"
  | "enableQuic"
  | "useHighPerformanceMode"
  | "enableHttpDNS"
  | "httpDNSTimeout"
  | "enableHttpDNSFallback"
  | "forceCellularNetwork";

/**
 * Sends an HTTP request.
 *
 * Differs from WeChat: in browsers without a gateway the server must allow the page by CORS, `Set-Cookie` cannot be read, and a redirect is always
 * followed; `enableHttpDNS` and `forceCellularNetwork` fail with `not supported`, and failures have no `exception`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html
 */
export const request: TaskApi<RequestOptions, RequestResult, RequestEvents, Defaulted> = {
  name: "request",
  reference: "network/request",
  notes:
    "Browsers refuse CONNECT; without a gateway they also need CORS, cannot read `Set-Cookie`, and refuse TRACE and `redirect: manual`. " +
    "Browsers measure no `profile`. `enableHttp2`, `enableQuic` and `useHighPerformanceMode` change nothing.",
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
    enableCache: { type: "boolean", default: false },
    enableProfile: { type: "boolean", default: true },
    enableHttp2: { type: "boolean", default: false },
    enableQuic: { type: "boolean", default: false },
    useHighPerformanceMode: { type: "boolean", default: true },
    enableHttpDNS: { type: "boolean", default: false, isSupported: false },
    httpDNSServiceId: { type: "string" },
    httpDNSTimeout: { type: "number", default: 60_000 },
    enableHttpDNSFallback: { type: "boolean", default: true },
    forceCellularNetwork: { type: "boolean", default: false, isSupported: false },
  },
  result: {
    data: true,
    statusCode: true,
    header: true,
    cookies: true,
    profile: PROFILE_SHAPE,
    exception: { retryCount: true, reasons: true },
  },
  async start(options, context, control) {
    context.checkUrl("request", options.url);
    const timeoutMs = toTimeLimit(options.timeout, context.app.networkTimeout.request);
    const response = await sendExchange(
      {
        api: request,
        request: toHttpRequest(options),
        signal: control.signal,
        dispatch: () => control.dispatch(timeoutMs),
        events: {
          onRedirect: (url) => context.checkUrl("request", url),
          onHead: (head) => control.emit("headersReceived", () => toAppHead(head)),
          onChunk: options.enableChunked ? (data) => control.emit("chunkReceived", () => ({ data })) : undefined,
        },
      },
      context,
    );
    return {
      data: readData(response, options.dataType, options.responseType),
      ...toAppHead(response),
      ...toProfile(options.enableProfile, response),
      exception: toException(response.retried),
    };
  },
};

function toHttpRequest(options: Filled<RequestOptions, Defaulted>): HttpRequest {
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
    cache: options.enableCache && !options.enableChunked ? "http" : undefined,
  };
}

/** The platform's number of a failure on the way, as that of every `network` error. */
const TRANSPORT_ERROR = 600001;

function toException(retried: readonly string[] = []): RequestException {
  const reasons = retried.map((message) => ({ errMsg: `request:fail ${message}`, errno: TRANSPORT_ERROR }));
  return { retryCount: retried.length, reasons };
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
