import type { TaskApi } from "../api.ts";
import type { TaskControl } from "../task-control.ts";
import { checkUrl } from "./check-url.ts";
import { download } from "./download.ts";
import { toAppHead } from "./exchange.ts";
import { toRequestHeaders } from "./http-headers.ts";
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
  /** Where the file goes instead of to a temporary path. */
  filePath?: string;
}

/** Result of `wx.downloadFile`. */
export interface DownloadFileResult {
  /** Local path of the body of the response, whatever the status. */
  tempFilePath: string;
  statusCode: number;
  /** Always there, but optional because the platform does not document it. */
  header?: Record<string, string>;
  /** One entry per `Set-Cookie` header; always there, but optional because the platform does not document it. */
  cookies?: string[];
}

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
 * Fetches a URL into a temporary file.
 *
 * Differs from WeChat: `filePath` fails with `not supported`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/download/wx.downloadFile.html
 */
export const downloadFile: TaskApi<DownloadFileOptions, DownloadFileResult, DownloadEvents> = {
  name: "downloadFile",
  reference: "network/download",
  notes: "At most 200 MB. Browsers need CORS and cannot read `Set-Cookie`.",
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
    filePath: { type: "string", isSupported: false },
  },
  result: { tempFilePath: true, statusCode: true, header: true, cookies: true },
  failures: { denied: NOT_SAVED, quota: NOT_SAVED },
  async start({ url, header, timeout }, context, control) {
    checkUrl(url);
    const timeoutMs = toTimeLimit(timeout, context.app.networkTimeout.downloadFile);
    const progress = new ProgressReporter(control);
    return download(
      {
        api: downloadFile,
        url,
        headers: toRequestHeaders("downloadFile", header),
        signal: control.signal,
        dispatch: () => control.dispatch(timeoutMs),
        events: {
          onHead: (head) => control.emit("headersReceived", { header: toAppHead(head).header }),
          onReceived: (receivedBytes, totalBytes) => progress.report(receivedBytes, totalBytes),
        },
        async finish(response, file) {
          const tempFilePath = await file.addExtension(extensionOfResponse(url, response.header));
          progress.end();
          return { tempFilePath, ...toAppHead(response) };
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
    this.#control.emit("progressUpdate", progress);
  }
}
