import {
  connect,
  type CompressionCommands,
  type CompressionStart,
  type Connection,
  type MadeVideo,
} from "../../core/bridge/index.ts";
import { HostError, type VideoCompression, type VideoPart } from "../../core/ports/index.ts";
import { runtimeFolder } from "./runtime-folder.ts";
import { startWorker } from "./start-worker.ts";
import { Turns } from "./turns.ts";

/** Compresses and trims videos for the Worker of an app, which makes local files of them. */
export interface PageVideoCompressor {
  /** Resolves with an MP4 file. Rejects as the port does. */
  compress(video: Blob, compression: VideoCompression): Promise<Blob>;
  /** Resolves with a file of a part of a video. Rejects as `trimVideo` does, and with the reason of the signal. */
  trim(video: Blob, part: VideoPart, signal: AbortSignal): Promise<MadeVideo<Blob>>;
  /** Ends what compresses. */
  close(): void;
}

/** Makes a compressor. Each video has a Worker of its own, which goes with it: decoded videos take much memory. */
export function createVideoCompressor(workerUrl = `${runtimeFolder}compression.js`): PageVideoCompressor {
  const closed = new AbortController();
  const turns = new Turns();
  return {
    // Several decoded videos at once would not fit into the memory of a phone.
    compress: (video, compression) =>
      turns.take(() =>
        runWorker(workerUrl, closed.signal, (worker) => worker.call("compression.run", video, compression)),
      ),
    trim: (video, part, signal) =>
      runWorker(workerUrl, signal, (worker) => worker.call("compression.trim", video, part)),
    close: () => closed.abort(new HostError("aborted", "The app ended")),
  };
}

async function runWorker<Result>(
  url: string,
  signal: AbortSignal,
  ask: (worker: Connection<CompressionCommands<Blob>>) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const worker = startWorker(url);
  const { port1, port2 } = new MessageChannel();
  const remote = connect<CompressionCommands<Blob>, {}>(port1, {});
  worker.postMessage({ port: port2 } satisfies CompressionStart<MessagePort>, [port2]);
  const abort = (): void => remote.close(signal.reason as Error);
  signal.addEventListener("abort", abort);
  worker.addEventListener("error", ({ message }) => {
    const problem = message === "" ? "could not be loaded" : `broke: ${message}`;
    remote.close(new HostError("network", `The Worker ${url} ${problem}`));
  });
  try {
    return await ask(remote);
  } finally {
    signal.removeEventListener("abort", abort);
    remote.close();
    worker.terminate();
  }
}
