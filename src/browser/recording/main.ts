import { createEncoder, type Encoder } from "../../core/audio/index.ts";
import {
  connect,
  transfer,
  type EncodingCommands,
  type EncodingReports,
  type EncodingStart,
} from "../../core/bridge/index.ts";

/** Encodes the recording that the page names; this Worker is for it alone. */
function start({ port, samples, settings, captureRate }: EncodingStart<MessagePort>): void {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const opening = createEncoder({
    target: settings,
    captureRate,
    onBytes(bytes) {
      pieces.push(bytes);
      if (!settings.isStreamed) return;
      const copy = bytes.slice().buffer;
      page.send("encoding.data", transfer(copy, [copy]));
    },
  });
  let latest: Promise<Encoder> = opening;
  const page = connect<EncodingReports, EncodingCommands<Blob>>(port, {
    "encoding.open": async () => void (await opening),
    async "encoding.finish"() {
      const encoder = await latest;
      const { durationMs, head } = await encoder.finish();
      return { durationMs, blob: toBlob(pieces, head) };
    },
  });
  samples.addEventListener("message", ({ data }: MessageEvent<Float32Array[]>) => {
    latest = latest.then(async (encoder) => {
      await encoder.write(data);
      return encoder;
    });
    latest.catch((error: unknown) => page.send("encoding.failed", String(error)));
  });
  samples.start();
}

/** Puts the file together; `head` replaces its first bytes. */
function toBlob(pieces: Uint8Array<ArrayBuffer>[], head?: Uint8Array<ArrayBuffer>): Blob {
  const whole = new Blob(pieces);
  return head === undefined ? whole : new Blob([head, whole.slice(head.length)]);
}

addEventListener("message", ({ data }: MessageEvent<EncodingStart<MessagePort>>) => start(data), { once: true });
