import { describe, expect, inject, it } from "vitest";
import { server } from "vitest/browser";
import { createVideoCompressor as createPageCompressor } from "../../src/browser/page/video-compressor.ts";
import { readVideo } from "../../src/browser/page/video-reader.ts";
import { createFiles } from "../../src/browser/worker/files.ts";
import { canEncodeVideo, createVideoCompressor } from "../../src/browser/worker/video-compressor.ts";
import { createVideoReader } from "../../src/browser/worker/video-reader.ts";
import { createWx } from "../../src/core/api/index.ts";
import { connect, type PageCommands } from "../../src/core/bridge/index.ts";
import { createMemoryApp, createMemoryPorts } from "../../src/testing/index.ts";
import { quartersVideo } from "../support/sample-video.ts";
import { compressVideoSuite, findVideoInspector, type CompressVideoHost } from "./compress-video.suite.ts";
import { createPackageFiles } from "./package-files.ts";

type Asked = Pick<PageCommands<Blob>, "video.compress" | "video.read">;

const workerUrl = new URL("compression-entry.ts", import.meta.url).href;
const canEncode = await canEncodeVideo(globalThis.VideoEncoder);

async function createHost(): Promise<CompressVideoHost> {
  const files = createFiles({ ...createPackageFiles(), Blob, crypto });
  const compressor = createPageCompressor(workerUrl);
  const { port1, port2 } = new MessageChannel();
  const answering = connect<{}, Asked>(port2, {
    "video.compress": (blob, compression) => compressor.compress(blob, compression),
    "video.read": (blob) => readVideo(blob),
  });
  const page = connect<PageCommands<Blob>, {}>(port1, {});
  const ports = {
    ...createMemoryPorts(),
    files,
    videoCompressor: canEncode ? createVideoCompressor(page, files) : undefined,
    videoReader: createVideoReader(page, files),
  };
  return {
    wx: createWx({ ports, app: createMemoryApp() }),
    add: async (bytes, extension) => files.adopt(new Blob([bytes]), extension),
    read: async (path) => new Uint8Array(await files.read(path)),
    async close() {
      compressor.close();
      page.close();
      answering.close();
      port1.close();
    },
  };
}

const inspector = await findVideoInspector(inject("serverUrl"));
// Firefox makes pictures of H.264 by the colour matrix of BT.601, and says that it was that of BT.709.
const shiftsColours = server.browser === "firefox";
const traits = {
  ...(canEncode ? {} : { cannotEncode: "this browser has no encoder for H.264" }),
  ...(shiftsColours ? { colourTolerance: 48 } : {}),
};

describe("a page", () => compressVideoSuite(createHost, inspector, traits));

describe("the compressor of a page", () => {
  const video = async (): Promise<Blob> => new Blob([await quartersVideo()]);
  const low = { quality: "low" } as const;

  it.skipIf(!canEncode)("ends what runs and what waits when the page is closed, and starts nothing more", async () => {
    const compressor = createPageCompressor(workerUrl);
    const calls = [compressor.compress(await video(), low), compressor.compress(await video(), low)];
    compressor.close();
    for (const call of [...calls, compressor.compress(await video(), low)]) {
      await expect(call).rejects.toMatchObject({ code: "aborted" });
    }
  });

  it("fails when its Worker can't be loaded", async () => {
    const compressor = createPageCompressor(new URL("/none.js", location.href).href);
    await expect(compressor.compress(await video(), low)).rejects.toMatchObject({ code: "network" });
    compressor.close();
  });
});

describe("whether a browser encodes videos", () => {
  it.each([
    ["has no encoder", undefined],
    [
      "has one without H.264",
      { isConfigSupported: async (config: VideoEncoderConfig) => ({ supported: false, config }) },
    ],
    ["has one that does not answer", { isConfigSupported: () => Promise.reject(new TypeError("What is H.264?")) }],
  ])("is denied where it %s", async (_name, encoder) => {
    expect(await canEncodeVideo(encoder)).toBe(false);
  });
});
