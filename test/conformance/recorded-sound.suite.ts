import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InspectedSound, RawSound } from "../support/inspect-sound.ts";
import type { RecordHost } from "./record.suite.ts";
import { watchRecorder } from "./watch-recorder.ts";

/** Decodes files by another program than ours. */
export interface SoundInspector {
  /** Why there is none on this machine. */
  readonly missing?: string;
  /** Bytes without a head are of the form that is given. */
  inspect(file: ArrayBuffer, raw?: RawSound): Promise<InspectedSound>;
}

/** Finds FFmpeg, which the test server has. */
export async function findSoundInspector(serverUrl: string): Promise<SoundInspector> {
  const { missing } = (await (await fetch(`${serverUrl}/__sound`)).json()) as { missing?: string };
  return {
    missing,
    async inspect(file, raw) {
      const body = new FormData();
      body.set("file", new Blob([file]), "sound");
      const uploaded = await fetch(`${serverUrl}/upload`, { method: "POST", body });
      const { files } = (await uploaded.json()) as { files: { url: string }[] };
      const query = new URLSearchParams({ file: files[0]?.url.split("/").at(-1) ?? "" });
      if (raw !== undefined) {
        query.set("rate", `${raw.sampleRate}`);
        query.set("channels", `${raw.channelCount}`);
      }
      const response = await fetch(`${serverUrl}/__sound?${query}`);
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as InspectedSound;
    },
  };
}

/** MP3 and AAC are in frames of so many samples; a few more hold what the encoder keeps back, and fill up the last. */
const FRAME_SAMPLES = 1152;
const EXTRA_FRAMES = 3;

/** What FFmpeg hears in the files that are recorded of a tone of 440 Hz. */
export function recordedSoundSuite(
  create: () => Promise<RecordHost>,
  { missing, inspect }: SoundInspector,
  { leastSteadiness = 1 }: { leastSteadiness?: number } = {},
): void {
  describe.skipIf(missing !== undefined)(`what FFmpeg hears${missing === undefined ? "" : `: ${missing}`}`, () => {
    let host: RecordHost;

    beforeEach(async () => {
      host = await create();
      void host.ports.consent.nextScope().then((question) => question.answer(true));
    });
    afterEach(() => host.close());

    it.each([
      { format: "mp3", sampleRate: 8000, numberOfChannels: 1, encodeBitRate: 16_000, codec: "mp3" },
      { format: "mp3", sampleRate: 12_000, numberOfChannels: 2, encodeBitRate: 64_000, codec: "mp3" },
      { format: "mp3", sampleRate: 44_100, numberOfChannels: 2, encodeBitRate: 192_000, codec: "mp3" },
      { format: "aac", sampleRate: 8000, numberOfChannels: 2, encodeBitRate: 48_000, codec: "aac" },
      { format: "aac", sampleRate: 22_050, numberOfChannels: 1, encodeBitRate: 32_000, codec: "aac" },
      { format: "aac", sampleRate: 48_000, numberOfChannels: 2, encodeBitRate: 128_000, codec: "aac" },
      { format: "wav", sampleRate: 11_025, numberOfChannels: 1, codec: "pcm_s16le" },
      { format: "wav", sampleRate: 48_000, numberOfChannels: 2, codec: "pcm_s16le" },
      { format: "PCM", sampleRate: 16_000, numberOfChannels: 1, codec: "pcm_s16le" },
      { format: "PCM", sampleRate: 24_000, numberOfChannels: 2, codec: "pcm_s16le" },
    ])(
      "hears it in $format of $sampleRate Hz and $numberOfChannels channels, in the right length",
      async ({ codec, ...options }) => {
        const { sampleRate, numberOfChannels: channelCount } = options;
        const manager = watchRecorder(host.wx.getRecorderManager());
        manager.start(options);
        await manager.next("onStart");
        await host.hear(1000);
        manager.stop();
        const { tempFilePath, duration } = await manager.next("onStop");
        const raw = options.format === "PCM" ? { sampleRate, channelCount } : undefined;
        const sound = await inspect(await host.read(tempFilePath), raw);
        expect(sound).toMatchObject({ codec, sampleRate, channelCount });
        expectTone(sound, leastSteadiness);
        const isExact = codec === "pcm_s16le";
        expect(sound.durationMs).toBeGreaterThanOrEqual(duration - 1);
        const extraMs = isExact ? 1 : (EXTRA_FRAMES * FRAME_SAMPLES * 1000) / sampleRate;
        expect(sound.durationMs).toBeLessThanOrEqual(duration + extraMs);
        expect(Math.abs(duration - 1000)).toBeLessThanOrEqual(host.toleranceMs);
      },
    );

    it("hears it in the file of startRecord", async () => {
      const ended = host.wx.startRecord();
      await host.recording();
      await host.hear(1000);
      await host.wx.stopRecord();
      const sound = await inspect(await host.read((await ended).tempFilePath));
      expect(sound).toMatchObject({ codec: "mp3", sampleRate: 16_000, channelCount: 1 });
      expectTone(sound, leastSteadiness);
    });

    it("hears no gap where the recording was paused", async () => {
      const manager = watchRecorder(host.wx.getRecorderManager());
      manager.start({ format: "wav", sampleRate: 16_000, numberOfChannels: 1 });
      await manager.next("onStart");
      await host.hear(600);
      manager.pause();
      await manager.next("onPause");
      await host.hear(1500);
      manager.resume();
      await manager.next("onResume");
      await host.hear(600);
      manager.stop();
      const { tempFilePath, duration } = await manager.next("onStop");
      const sound = await inspect(await host.read(tempFilePath));
      expect(Math.abs(sound.durationMs - duration)).toBeLessThanOrEqual(1);
      expect(Math.abs(duration - 1200)).toBeLessThanOrEqual(host.toleranceMs);
      expect(sound.level).toBeGreaterThan(0.05);
    });
  });
}

function expectTone({ frequencyHz, steadiness, level }: InspectedSound, leastSteadiness: number): void {
  expect(frequencyHz).toBeGreaterThan(438);
  expect(frequencyHz).toBeLessThan(442);
  expect(steadiness).toBeGreaterThanOrEqual(leastSteadiness);
  expect(level).toBeGreaterThan(0.05);
}
