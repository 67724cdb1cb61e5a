import { isHostError, type HttpEvents, type HttpResponse, type StopSignal } from "../../ports/index.ts";
import type { CallContext } from "../call-context.ts";
import type { Failures } from "../failures.ts";
import { fileFailure } from "../file/file-failure.ts";
import { sendExchange, type ExchangedResponse } from "./exchange.ts";

/** What is fetched, and for whom. */
export interface Download<Result> {
  readonly api: { readonly name: string; readonly failures?: Failures };
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly events?: HttpEvents;
  /** Room that there is for it, where that is not the limit of downloads. */
  readonly maxFileBytes?: number;
  readonly signal: StopSignal;
  /** Resolves when it may be sent. */
  dispatch(): Promise<void>;
  /** Makes the result out of the response and its file. */
  finish(response: ExchangedResponse, file: DownloadedFile): Promise<Result>;
}

/** A temporary file that is complete and still has no extension. */
export interface DownloadedFile {
  readonly path: string;
  /** Gives the file an extension and resolves with the path that it has from then on. */
  addExtension(extension: string): Promise<string>;
  /** Says that the file was moved to where the app wants it; it is the app's from then on. */
  handOver(): void;
}

/** Fetches a URL that the app may download from into a new temporary file. When it rejects, no file is left. */
export async function download<Result>(call: Download<Result>, context: CallContext): Promise<Result> {
  const { api, url, headers, events, signal } = call;
  const { files } = context.ports;
  const { downloadBytes } = context.app.limits;
  const room = context.temporaryRoom.atMost(Math.min(call.maxFileBytes ?? downloadBytes, downloadBytes));
  context.checkUrl("downloadFile", url);
  const response = await sendExchange(
    {
      api,
      request: {
        url,
        domainList: "downloadFile",
        method: "GET",
        headers,
        responseType: "file",
        maxFileBytes: room,
      },
      events: { ...events, onRedirect: (target) => context.checkUrl("downloadFile", target) },
      signal,
      dispatch: () => call.dispatch(),
    },
    context,
  ).catch((error: unknown) => {
    const isFull = room < downloadBytes && isHostError(error) && error.code === "too-large";
    throw isFull ? fileFailure("full", "", error) : error;
  });
  const received = pathOf(response);
  // Others may have come meanwhile.
  await context.temporaryRoom.take([received]);
  let current: string | undefined = received;
  try {
    const result = await call.finish(response, {
      path: received,
      async addExtension(extension) {
        const named = `${received}.${extension}`;
        await files.rename(received, named);
        current = named;
        return named;
      },
      handOver() {
        current = undefined;
      },
    });
    // The last moment at which the app does not know of the file.
    if (current !== undefined) signal.throwIfAborted();
    return result;
  } catch (error) {
    if (current !== undefined) await files.remove(current);
    throw error;
  }
}

function pathOf({ data }: HttpResponse): string {
  if (typeof data !== "string") throw new Error("The host answered with bytes where a file was asked for");
  return data;
}
