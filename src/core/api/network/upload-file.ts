import type { HttpRequest } from "../../ports/index.ts";
import type { TaskApi } from "../api.ts";
import { contentTypeOf } from "../content-type.ts";
import type { AppEnvironment } from "../context.ts";
import { baseName, toLocalPath } from "../local-path.ts";
import type { TaskControl } from "../task-control.ts";
import { sendExchange, textOf, toAppHead } from "./exchange.ts";
import { toFormFields } from "./form-data.ts";
import { toAppHeader, toRequestHeaders } from "./http-headers.ts";
import { PROFILE_SHAPE, type NetworkProfile } from "./profile.ts";
import { toTimeLimit } from "./time-limit.ts";

/** Options of `wx.uploadFile`. */
export interface UploadFileOptions {
  url: string;
  /** Local path, such as one of `wx.chooseImage`. */
  filePath: string;
  /** Form field name of the file. */
  name: string;
  header?: object;
  /** Text parts, sent before the file in this order. */
  formData?: object;
  /**
   * Milliseconds from when it is sent.
   *
   * @default `networkTimeout.uploadFile` of app.json
   */
  timeout?: number;
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
}

/** Result of `wx.uploadFile`. */
export interface UploadFileResult {
  /** The body of the response; never parsed. */
  data: string;
  statusCode: number;
  /** Always there, but optional because the platform does not document it. */
  header?: Record<string, string>;
  /** One entry per `Set-Cookie` header; always there, but optional because the platform does not document it. */
  cookies?: string[];
  /** Where the host can measure. */
  profile?: NetworkProfile;
}

type Defaulted = "enableProfile" | "enableHttp2" | "enableQuic" | "useHighPerformanceMode";

/** Progress of an upload, counted over the whole body. */
export interface UploadProgress {
  /** 0–100, rounded down. */
  progress: number;
  totalBytesSent: number;
  totalBytesExpectedToSend: number;
  /** Equal to `totalBytesSent`; the documents of the platform name both. */
  totalBytesWritten: number;
  /** Equal to `totalBytesExpectedToSend`. */
  totalBytesExpectedToWrite: number;
}

/** Events of an `UploadTask`. */
export interface UploadEvents {
  headersReceived: { header: Record<string, string> };
  progressUpdate: UploadProgress;
}

/**
 * Sends one file as multipart/form-data.
 *
 * Differs from WeChat: nested values of `formData` arrive as JSON text unless the app is configured otherwise.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/upload/wx.uploadFile.html
 */
export const uploadFile: TaskApi<UploadFileOptions, UploadFileResult, UploadEvents, Defaulted> = {
  name: "uploadFile",
  reference: "network/upload",
  notes:
    "Nested `formData` values are sent as JSON text. In browsers without a gateway `Set-Cookie` cannot be read. Browsers measure no `profile`.",
  task: "UploadTask",
  events: {
    headersReceived: { header: true },
    progressUpdate: {
      progress: true,
      totalBytesSent: true,
      totalBytesExpectedToSend: true,
      totalBytesWritten: true,
      totalBytesExpectedToWrite: true,
    },
  },
  concurrency: 10,
  params: {
    url: { type: "string", required: true },
    filePath: { type: "string", required: true },
    name: { type: "string", required: true },
    header: { type: "object", isLenient: true },
    formData: { type: "object", isLenient: true },
    timeout: { type: "number" },
    enableProfile: { type: "boolean", default: true },
    enableHttp2: { type: "boolean", default: false },
    enableQuic: { type: "boolean", default: false },
    useHighPerformanceMode: { type: "boolean", default: true },
  },
  result: { data: true, statusCode: true, header: true, cookies: true, profile: PROFILE_SHAPE },
  async start(options, context, control) {
    context.checkUrl("uploadFile", options.url);
    const request = toUploadRequest(options, context.app);
    const timeoutMs = toTimeLimit(options.timeout, context.app.networkTimeout.uploadFile);
    const response = await sendExchange(
      {
        api: uploadFile,
        request,
        signal: control.signal,
        dispatch: () => control.dispatch(timeoutMs),
        events: {
          onRedirect: (url) => context.checkUrl("uploadFile", url),
          onSent: progressReporter(control),
          onHead: (head) => control.emit("headersReceived", () => ({ header: toAppHeader(head.header) })),
        },
      },
      context,
    );
    const result: UploadFileResult = Object.assign(toAppHead(response), { data: textOf(response) });
    if (options.enableProfile && response.profile !== undefined) result.profile = response.profile;
    return result;
  },
};

function toUploadRequest(options: UploadFileOptions, app: AppEnvironment): HttpRequest {
  const path = toLocalPath(options.filePath);
  const headers = toRequestHeaders("uploadFile", options.header);
  // The boundary is the host's: a content type from the app would make the body unreadable.
  delete headers["content-type"];
  return {
    url: options.url,
    domainList: "uploadFile",
    method: "POST",
    headers,
    body: {
      kind: "multipart",
      fields: toFormFields(options.formData, app.formDataEncoding),
      file: { name: options.name, path, filename: baseName(path), contentType: contentTypeOf(path) },
    },
    responseType: "text",
  };
}

/** Reports bytes that left; a repeated or smaller count is no progress. */
function progressReporter(control: TaskControl<UploadEvents>): (sentBytes: number, totalBytes: number) => void {
  let lastBytes = 0;
  return (sentBytes, totalBytes) => {
    if (sentBytes <= lastBytes) return;
    lastBytes = sentBytes;
    control.emit("progressUpdate", () => ({
      progress: totalBytes > 0 ? Math.floor((sentBytes / totalBytes) * 100) : 0,
      totalBytesSent: sentBytes,
      totalBytesExpectedToSend: totalBytes,
      totalBytesWritten: sentBytes,
      totalBytesExpectedToWrite: totalBytes,
    }));
  };
}
