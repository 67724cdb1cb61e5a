import type { FilesPort, HttpPort, PlaybackErrorCode } from "../../core/ports/index.ts";

/** What {@link causeOfFailure} asks. */
export interface FailureMeans {
  http: HttpPort;
  files: Pick<FilesPort, "stat">;
}

/** Finds out why an element can't play something: to an element, what is not there and what it can't decode are one. */
export async function causeOfFailure(location: string, { http, files }: FailureMeans): Promise<PlaybackErrorCode> {
  if (/^https?:\/\/(?!(?:tmp|store|usr)\/)/i.test(location)) return causeInNetwork(location, http);
  return files.stat(location).then(
    () => 10004,
    () => 10003,
  );
}

/** Asks the server for as little as it can. */
async function causeInNetwork(url: string, http: HttpPort): Promise<PlaybackErrorCode> {
  const stop = new AbortController();
  let status: number | undefined;
  const onHead = ({ statusCode }: { statusCode: number }): void => {
    status = statusCode;
    stop.abort();
  };
  const headers = { range: "bytes=0-0" };
  await http.send({ url, method: "GET", headers, responseType: "bytes" }, { onHead }, stop.signal).catch(() => {});
  if (status === undefined) return 10002;
  return status >= 400 ? 10003 : 10004;
}
