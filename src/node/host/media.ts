import { isHostError, type HttpPort, type PlaybackErrorCode, type PlayerSource } from "../../core/ports/index.ts";
import { readMediaDuration } from "../../core/audio/index.ts";
import type { MediaEvents, OpenMedia } from "../../core/headless/index.ts";
import { ArrivingBytes } from "./arriving-bytes.ts";
import type { LocalFiles } from "./files.ts";
import type { OpenedFile } from "./opened-file.ts";

/** What {@link createOpenMedia} works with. */
export interface MediaMeans {
  files: Pick<LocalFiles, "openSync">;
  http: HttpPort;
}

/** Opens what a player plays: files are read, and what lies in the network is really fetched, from start to end. */
export function createOpenMedia(means: MediaMeans): OpenMedia {
  return (source, events) => {
    const stop = new AbortController();
    const untilStopped: MediaEvents = {
      ready: (durationSeconds) => stop.signal.aborted || events.ready(durationSeconds),
      buffered: (fraction) => stop.signal.aborted || events.buffered(fraction),
      failed: (code, message) => stop.signal.aborted || events.failed(code, message),
    };
    const open = /^https?:\/\/(?!(?:tmp|store|usr)\/)/i.test(source.location) ? openRemote : openLocal;
    if (source.protocol === "hls") {
      queueMicrotask(() => untilStopped.failed(10004, "There is no player for HLS without a browser"));
    } else void open(source, means, untilStopped, stop);
    return () => stop.abort();
  };
}

async function openLocal({ location }: PlayerSource, { files }: MediaMeans, events: MediaEvents): Promise<void> {
  let file: OpenedFile | undefined;
  try {
    file = files.openSync(location);
    const { sizeBytes } = file;
    const opened = file;
    const durationSeconds = await readMediaDuration({
      sizeBytes: () => sizeBytes,
      read: (start, end) => readRange(opened, start, end),
    });
    events.buffered(1);
    events.ready(durationSeconds);
  } catch (error) {
    // A turn later for those that fail at once, as nothing is told before the method has returned.
    await Promise.resolve();
    if (isHostError(error)) events.failed(10003, error.message);
    else events.failed(10004, `"${location}" can't be played: ${messageOf(error)}`);
  } finally {
    await file?.close();
  }
}

async function readRange(file: OpenedFile, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    const count = await file.read(bytes.subarray(filled), start + filled);
    if (count === 0) throw new Error("The file became shorter");
    filled += count;
  }
  return bytes;
}

async function openRemote(
  { location, referer }: PlayerSource,
  { http }: MediaMeans,
  events: MediaEvents,
  stop: AbortController,
): Promise<void> {
  const bytes = new ArrivingBytes();
  const end = (code: PlaybackErrorCode, message: string): void => {
    events.failed(code, message);
    stop.abort();
  };
  const beginning = readMediaDuration(bytes).then(
    (durationSeconds) => {
      bytes.forget();
      events.buffered(bytes.fraction);
      events.ready(durationSeconds);
    },
    (error: unknown) => {
      // What the network is to blame for is told below.
      if (!isHostError(error)) end(10004, `"${location}" can't be played: ${messageOf(error)}`);
    },
  );
  try {
    await http.send(
      {
        url: location,
        method: "GET",
        headers: referer === undefined ? {} : { referer },
        responseType: "bytes",
      },
      {
        onHead({ statusCode, header }) {
          if (statusCode >= 400) return end(10003, `The server answered ${statusCode} for "${location}"`);
          const { "content-length": length, "content-encoding": encoding } = lowerCase(header);
          if (length !== undefined && encoding === undefined) bytes.expect(Number(length));
        },
        onChunk(chunk) {
          bytes.add(new Uint8Array(chunk));
          events.buffered(bytes.fraction);
        },
      },
      stop.signal,
    );
    bytes.end();
    events.buffered(1);
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    bytes.fail(cause);
    // What came may be enough to play, as far as it goes.
    await beginning;
    events.failed(10002, `"${location}" could not be fetched: ${cause.message}`);
  }
}

function lowerCase(header: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
