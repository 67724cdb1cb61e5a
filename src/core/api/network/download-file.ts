import type { TaskApi } from "../api.ts";
import type { TaskControl } from "../task-control.ts";
import { createDownloadTarget } from "./download-target.ts";
import { download } from "./download.ts";
import { toAppHead } from "./exchange.ts";
import { toAppHeader, toRequestHeaders } from "./http-headers.ts";
import { PROFILE_SHAPE, toProfile, type NetworkProfile } from "./profile.ts";
import { extensionOfResponse } from "./response-extension.ts";
import { toTimeLimit } from "./time-limit.ts";

/** Options of `wx.downloadFile`. */
export interface DownloadFileOptions {
  url: string;
  header?: object;
  /**
   * Milliseconds from when it is sent.
   *
   * @default `networkTimeout.downloadFile` of app.json
   */
  timeout?: number;
  /** Where in the user area the file goes instead of to a temporary path; a file that is there is replaced. */
  filePath?: string;
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

/** Result of `wx.downloadFile`. */
export interface DownloadFileResult {
  /** Local path of the body of the response, whatever the status; absent when `filePath` was given. */
  tempFilePath: string;
  /** The path that was given. */
  filePath?: string;
  statusCode: number;
  /** Always there, but optional because the platform does not document it. */
  header?: Record<string, string>;
  /** One entry per `Set-Cookie` header; always there, but optional because the platform does not document it. */
  cookies?: string[];
  /** Where the host can measure. */
  profile?: NetworkProfile;
}

type Defaulted = "enableProfile" | "enableHttp2" | "enableQuic" | "useHighPerformanceMode";

/** Progress of a download. */
export interface DownloadProgress {
  /** 0–100, rounded down. When the size is not known it is 0 until the end, then 100. */
  progress: number;
  totalBytesWritten: number;
  /** 0 when the size is not known. */
  totalBytesExpectedToWrite: number;
}

/** Events of a `DownloadTask`. */
export interface DownloadEvents {
  headersReceived: { header: Record<string, string> };
  progressUpdate: DownloadProgress;
}

const NOT_SAVED = { reason: "download save file error", errno: 603300 };

/**
 * Fetches a URL into a temporary file, or into a user file.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/download/wx.downloadFile.html
 */
export const downloadFile: TaskApi<DownloadFileOptions, DownloadFileResult, DownloadEvents, Defaulted> = {
  name: "downloadFile",
  reference: "network/download",
  notes:
    "At most 200 MB. Browsers without a gateway need CORS and cannot read `Set-Cookie`; no browser measures a `profile`.",
  task: "DownloadTask",
  events: {
    headersReceived: { header: true },
    progressUpdate: { progress: true, totalBytesWritten: true, totalBytesExpectedToWrite: true },
  },
  concurrency: 10,
  params: {
    url: { type: "string", required: true },
    header: { type: "object", isLenient: true },
    timeout: { type: "number" },
    filePath: { type: "string" },
    enableProfile: { type: "boolean", default: true },
    enableHttp2: { type: "boolean", default: false },
    enableQuic: { type: "boolean", default: false },
    useHighPerformanceMode: { type: "boolean", default: true },
  },
  result: { tempFilePath: true, filePath: true, statusCode: true, header: true, cookies: true, profile: PROFILE_SHAPE },
  // Nothing else is looked for than the folder of the new file.
  failures: { denied: NOT_SAVED, "not-found": NOT_SAVED, quota: NOT_SAVED },
  async start({ url, header, timeout, enableProfile, filePath }, context, control) {
    const target = filePath === undefined ? undefined : createDownloadTarget(filePath, context);
    const timeoutMs = toTimeLimit(timeout, context.app.networkTimeout.downloadFile);
    const progress = new ProgressReporter(control);
    return download(
      {
        api: downloadFile,
        url,
        headers: toRequestHeaders("downloadFile", header),
        maxFileBytes: target?.maxFileBytes,
        signal: control.signal,
        dispatch: () => control.dispatch(timeoutMs),
        events: {
          onHead: (head) => control.emit("headersReceived", () => ({ header: toAppHeader(head.header) })),
          onReceived: (receivedBytes, totalBytes) => progress.report(receivedBytes, totalBytes),
        },
        async finish(response, file) {
          const path = await (target === undefined
            ? file.addExtension(extensionOfResponse(url, response.header))
            : target.receive(file));
          progress.end();
          const place = target === undefined ? { tempFilePath: path } : { filePath: path };
          // The platform's typings know one of them only.
          return { ...place, ...toAppHead(response), ...toProfile(enableProfile, response) } as DownloadFileResult;
        },
      },
      context,
    );
  },
};

/** Reports bytes that arrived; a repeated or smaller count is no progress. */
class ProgressReporter {
  readonly #control: TaskControl<DownloadEvents>;
  #last: DownloadProgress = { progress: 0, totalBytesWritten: 0, totalBytesExpectedToWrite: 0 };

  constructor(control: TaskControl<DownloadEvents>) {
    this.#control = control;
  }

  report(receivedBytes: number, totalBytes: number): void {
    if (receivedBytes <= this.#last.totalBytesWritten) return;
    this.#emit({
      progress: totalBytes > 0 ? Math.floor((receivedBytes / totalBytes) * 100) : 0,
      totalBytesWritten: receivedBytes,
      totalBytesExpectedToWrite: totalBytes,
    });
  }

  /** Reports 100 if the size was not known until now. */
  end(): void {
    if (this.#last.progress < 100) this.#emit({ ...this.#last, progress: 100 });
  }

  #emit(progress: DownloadProgress): void {
    this.#last = progress;
    this.#control.emit("progressUpdate", () => progress);
  }
}
