import type { HttpEvents, HttpResponse } from "../../ports/index.ts";
import type { CallContext } from "../call-context.ts";
import type { Failures } from "../failures.ts";
import { sendExchange } from "./exchange.ts";

/** What is fetched, and for whom. */
export interface Download<Result> {
  readonly api: { readonly name: string; readonly failures?: Failures };
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly events?: HttpEvents;
  readonly signal: AbortSignal;
  /** Resolves when it may be sent. */
  dispatch(): Promise<void>;
  /** Makes the result out of the response and its file. */
  finish(response: HttpResponse, file: DownloadedFile): Promise<Result>;
}

/** A temporary file that is complete and still has no extension. */
export interface DownloadedFile {
  readonly path: string;
  /** Gives the file an extension and resolves with the path that it has from then on. */
  addExtension(extension: string): Promise<string>;
}

/** Fetches a URL into a new temporary file. When it rejects, no file is left. */
export async function download<Result>(call: Download<Result>, context: CallContext): Promise<Result> {
  const { api, url, headers, events, signal } = call;
  const { files } = context.ports;
  const response = await sendExchange(
    {
      api,
      request: {
        url,
        method: "GET",
        headers,
        responseType: "file",
        maxFileBytes: context.app.limits.downloadBytes,
      },
      events,
      signal,
      dispatch: () => call.dispatch(),
    },
    context,
  );
  const received = pathOf(response);
  let current = received;
  try {
    const result = await call.finish(response, {
      path: received,
      async addExtension(extension) {
        const named = `${received}.${extension}`;
        await files.rename(received, named);
        current = named;
        return named;
      },
    });
    // The last moment at which the app does not know of the file.
    signal.throwIfAborted();
    return result;
  } catch (error) {
    await files.remove(current);
    throw error;
  }
}

function pathOf({ data }: HttpResponse): string {
  if (typeof data !== "string") throw new Error("The host answered with bytes where a file was asked for");
  return data;
}
