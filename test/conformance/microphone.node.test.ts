import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDevice, type Device, type DeviceOptions } from "../../src/node/index.ts";
import { createFakeClock } from "../../src/testing/index.ts";
import { watchRecorder, type WatchedRecorder } from "./watch-recorder.ts";

const tonePath = fileURLToPath(new URL("../fixtures/sounds/tone-440.wav", import.meta.url));
/** Of the rate of the file, so that its samples stay what they are. */
const AS_THE_FILE = { format: "PCM", sampleRate: 8000, numberOfChannels: 1 };
const HEAD_BYTES = 44;

describe("the microphone of a device", () => {
  const clock = createFakeClock();
  let dataDir: string;
  let device: Device;
  let manager: WatchedRecorder;

  const open = async (options?: DeviceOptions): Promise<void> => {
    device = await createDevice({ dataDir, clock, ...options });
    manager = watchRecorder(device.wx.getRecorderManager());
  };
  /** Records for so long, and resolves with the bytes of the file. */
  const record = async (ms: number): Promise<Buffer> => {
    manager.start(AS_THE_FILE);
    await manager.next("onStart");
    clock.advance(ms);
    manager.stop();
    const { tempFilePath, duration } = await manager.next("onStop");
    expect(duration).toBe(ms);
    return readFile(join(dataDir, tempFilePath.replace("wxfile://", "")));
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "minihost-microphone-"));
  });
  afterEach(async () => {
    await device.close();
    await rm(dataDir, { recursive: true });
  });

  it("is absent at first, as on a machine without one", async () => {
    await open();
    await expect(device.wx.startRecord()).rejects.toEqual({ errMsg: "startRecord:fail NotFoundError" });
  });

  it("hears an audio file in each recording from its start, and again when it ended", async () => {
    await open({ microphone: tonePath });
    const heard = (await readFile(tonePath)).subarray(HEAD_BYTES);
    const recorded = await record(1500);
    const expected = Buffer.concat([heard, heard.subarray(0, heard.length / 2)]);
    expect(recorded.length).toBe(expected.length);
    for (let position = 0; position < expected.length; position += 2) {
      expect(Math.abs(recorded.readInt16LE(position) - expected.readInt16LE(position))).toBeLessThanOrEqual(1);
    }
    expect((await record(250)).equals(recorded.subarray(0, 4000))).toBe(true);
  });

  it("hears the bytes of a file, a tone, or nothing", async () => {
    await open();
    await device.microphone.play(await readFile(tonePath));
    const file = await record(100);
    device.microphone.tone(440);
    const tone = await record(100);
    expect(Math.max(...file)).toBeGreaterThan(0);
    expect(tone.length).toBe(file.length);
    device.microphone.silence();
    expect((await record(100)).every((byte) => byte === 0)).toBe(true);
  });

  it("refuses what is no sound, what can't be decoded, and what is not there", async () => {
    await open();
    const text = join(dataDir, "text.wav");
    await writeFile(text, "text");
    await expect(device.microphone.play(text)).rejects.toThrow(`The microphone can't play "${text}": This is no file`);
    await expect(device.microphone.play(join(dataDir, "none.wav"))).rejects.toThrow("no such file");
    await expect(createDevice({ microphone: text })).rejects.toThrow("This is no file with sound");
    device.microphone.tone(440);
    manager.start({ ...AS_THE_FILE, format: "mp3" });
    await manager.next("onStart");
    clock.advance(500);
    manager.stop();
    const { tempFilePath } = await manager.next("onStop");
    const mp3 = join(dataDir, tempFilePath.replace("wxfile://", ""));
    await expect(device.microphone.play(mp3)).rejects.toThrow("Sound as mp3 can't be decoded here. Give a WAV file.");
  });

  it("leaves nothing behind when the device is closed while it records", async () => {
    await open({ microphone: tonePath });
    manager.start({ format: "mp3" });
    await manager.next("onStart");
    clock.advance(500);
    await device.close();
    expect(clock.scheduledCount).toBe(0);
    expect((await readdir(dataDir)).includes("tmp")).toBe(false);
  });
});
