import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RecorderStartOptions, Wx } from "../../src/core/api/index.ts";
import type { MemoryPorts } from "../../src/testing/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { watchRecorder, type RecorderEvent, type WatchedRecorder } from "./watch-recorder.ts";

/** A device whose clock, whose person and whose going to the background are the test's; its recorder is that of a host. */
export interface RecordHost {
  readonly wx: Pick<
    Wx,
    "startRecord" | "stopRecord" | "getRecorderManager" | "getAvailableAudioSources" | "openSetting"
  >;
  readonly ports: Pick<MemoryPorts, "clock" | "consent" | "foreground">;
  /** What callbacks threw. */
  readonly errors: readonly unknown[];
  readonly microphone: HostMicrophone;
  isRecording(): boolean;
  /** Resolves as soon as it records. */
  recording(): Promise<void>;
  /** Whether the microphone is in use, for whatever. */
  isOpen(): boolean;
  /** Lets the microphone hear so much more. */
  hear(ms: number): Promise<void>;
  /** How far lengths may be from what was heard, milliseconds. */
  readonly toleranceMs: number;
  read(path: string): Promise<ArrayBuffer>;
  close(): Promise<void>;
}

/** What a test does to the microphone of a host. */
export interface HostMicrophone {
  /** Pulls it out. */
  unplug(): void;
  /** Lets the system, or the browser, refuse it. */
  block(): void;
  /** Lets something else take it, and give it back. */
  interrupt(isInterrupted: boolean): void;
}

const SECOND = 1000;

/** The contract of `wx.startRecord`, `wx.stopRecord`, `wx.getRecorderManager` and `wx.getAvailableAudioSources`. */
export function recordSuite(create: () => Promise<RecordHost>): void {
  let host: RecordHost;

  beforeEach(async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    vi.spyOn(console, "error").mockImplementation(() => {});
    host = await create();
  });
  afterEach(async () => {
    const { clock, foreground } = host.ports;
    await host.close();
    expect([host.isOpen(), clock.scheduledCount, foreground.listenerCount]).toEqual([false, 0, 0]);
    vi.restoreAllMocks();
  });

  const allow = (isAllowed = true): void =>
    void host.ports.consent.nextScope().then((question) => question.answer(isAllowed));
  const expectNear = (actual: number, expected: number): void =>
    expect(Math.abs(actual - expected), `${actual} ms instead of ${expected}`).toBeLessThanOrEqual(host.toleranceMs);

  describe("startRecord", () => {
    beforeEach(() => allow());

    it("succeeds when the recording is stopped, with its file", async () => {
      const calls = recordCallbacks();
      host.wx.startRecord(calls);
      await host.recording();
      await host.hear(300);
      expect(calls.calls).toEqual([]);
      expect(await host.wx.stopRecord()).toEqual({ errMsg: "stopRecord:ok" });
      const result = await calls.completed;
      expect(result).toEqual({
        tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp\/.+\.mp3$/),
        errMsg: "startRecord:ok",
      });
      expect(calls.calls.map(([name]) => name)).toEqual(["success", "complete"]);
      const { tempFilePath } = result as { tempFilePath: string };
      expect((await host.read(tempFilePath)).byteLength).toBeGreaterThan(500);
    });

    it("stops by itself after a minute", async () => {
      const ended = host.wx.startRecord();
      await host.recording();
      await host.hear(100);
      host.ports.clock.advance(60 * SECOND);
      expect(await ended).toMatchObject({ errMsg: "startRecord:ok" });
    });

    it("fails while it records, and records on", async () => {
      const ended = host.wx.startRecord();
      await expect(host.wx.startRecord()).rejects.toEqual({ errMsg: "startRecord:fail is recording" });
      await host.recording();
      await host.wx.stopRecord();
      await expect(ended).resolves.toMatchObject({ errMsg: "startRecord:ok" });
    });

    it("is stopped as soon as it records, when the app wants so before", async () => {
      const ended = host.wx.startRecord();
      expect(await host.wx.stopRecord()).toEqual({ errMsg: "stopRecord:ok" });
      expect(await ended).toMatchObject({ errMsg: "startRecord:ok" });
    });

    it("records again as soon as a recording was stopped", async () => {
      const first = host.wx.startRecord();
      await host.recording();
      await host.wx.stopRecord();
      const second = host.wx.startRecord();
      await host.recording();
      await host.wx.stopRecord();
      expect((await first).tempFilePath).not.toBe((await second).tempFilePath);
    });

    it("fails when the system refuses the microphone", async () => {
      host.microphone.block();
      await expect(host.wx.startRecord()).rejects.toEqual({
        errMsg: "startRecord:fail auth deny",
        errno: 103,
      });
    });

    it("fails when there is no microphone", async () => {
      host.microphone.unplug();
      await expect(host.wx.startRecord()).rejects.toEqual({ errMsg: "startRecord:fail NotFoundError" });
    });

    it("fails when the microphone is unplugged, and leaves nothing running", async () => {
      const ended = host.wx.startRecord();
      await host.recording();
      host.microphone.unplug();
      await expect(ended).rejects.toEqual({ errMsg: "startRecord:fail the microphone was disconnected" });
      await expect.poll(host.isOpen).toBe(false);
      await expect(host.wx.stopRecord()).rejects.toEqual({ errMsg: "stopRecord:fail not recording" });
    });

    it.each([
      ["the app goes to the background", () => host.ports.foreground.change(false)],
      ["something else takes the microphone", () => host.microphone.interrupt(true)],
    ])("succeeds with what there is when %s", async (_when, happen) => {
      const ended = host.wx.startRecord();
      await host.recording();
      await host.hear(200);
      happen();
      expect(await ended).toMatchObject({ errMsg: "startRecord:ok" });
      expect(host.isOpen()).toBe(false);
    });

    it("fails while the RecorderManager records, and the other way round", async () => {
      const manager = watchRecorder(host.wx.getRecorderManager());
      manager.start();
      await manager.next("onStart");
      await expect(host.wx.startRecord()).rejects.toEqual({
        errMsg: "startRecord:fail the RecorderManager is recording or paused",
      });
      await expect(host.wx.stopRecord()).rejects.toEqual({ errMsg: "stopRecord:fail not recording" });
      manager.stop();
      await manager.next("onStop");
      const ended = host.wx.startRecord();
      await host.recording();
      manager.start();
      expect(await manager.next("onError")).toEqual({ errMsg: "operateRecorder:fail wx.startRecord is recording" });
      manager.stop();
      expect(await manager.next("onError")).toEqual({ errMsg: "operateRecorder:fail recorder not start" });
      await host.wx.stopRecord();
      await ended;
    });
  });

  it("does not record without permission, and asks once", async () => {
    allow(false);
    const refused = { errMsg: "startRecord:fail auth deny", errno: 103 };
    await expect(host.wx.startRecord()).rejects.toEqual(refused);
    await expect(host.wx.startRecord()).rejects.toEqual(refused);
    const manager = watchRecorder(host.wx.getRecorderManager());
    manager.start();
    expect(await manager.next("onError")).toEqual({ errMsg: "operateRecorder:fail auth deny", errno: 103 });
    expect(host.isRecording()).toBe(false);
  });

  it("does not start in the background, nor ask there", async () => {
    host.ports.foreground.change(false);
    const text = "can't start to record in the background";
    await expect(host.wx.startRecord()).rejects.toEqual({ errMsg: `startRecord:fail ${text}` });
    const manager = watchRecorder(host.wx.getRecorderManager());
    manager.start();
    expect(await manager.next("onError")).toEqual({ errMsg: `operateRecorder:fail ${text}` });
  });

  it("has nothing to stop when nothing records", async () => {
    await expect(host.wx.stopRecord()).rejects.toEqual({ errMsg: "stopRecord:fail not recording" });
  });

  it("has an automatic source, first of all", async () => {
    const { audioSources, errMsg } = await host.wx.getAvailableAudioSources();
    expect(errMsg).toBe("getAvailableAudioSources:ok");
    expect(audioSources[0]).toBe("auto");
  });

  describe("the RecorderManager", () => {
    let manager: WatchedRecorder;

    beforeEach(() => {
      allow();
      manager = watchRecorder(host.wx.getRecorderManager());
    });

    const start = async (options?: RecorderStartOptions): Promise<void> => {
      manager.start(options);
      await manager.next("onStart");
    };
    const stop = async (): Promise<RecorderEvent<"onStop">> => {
      manager.stop();
      return manager.next("onStop");
    };
    const expectError = async (reason: string): Promise<void> => {
      expect(await manager.next("onError")).toMatchObject({ errMsg: `operateRecorder:fail ${reason}` });
    };

    it("is always the same", () => {
      expect(host.wx.getRecorderManager()).toBe(host.wx.getRecorderManager());
    });

    it("tells of its start, and of its file at the end", async () => {
      await start({ format: "wav", sampleRate: 16_000, numberOfChannels: 1 });
      await host.hear(500);
      const { tempFilePath, duration, fileSize } = await stop();
      expect(tempFilePath).toMatch(/^wxfile:\/\/tmp\/.+\.wav$/);
      expectNear(duration, 500);
      expect((await host.read(tempFilePath)).byteLength).toBe(fileSize);
      expectNear((fileSize - 44) / 32, duration);
      expect(manager.names()).toEqual(["onStart", "onStop"]);
    });

    it("does what is called right after another, in order", async () => {
      manager.start();
      manager.pause();
      manager.resume();
      manager.stop();
      await manager.next("onStop");
      expect(manager.names()).toEqual(["onStart", "onPause", "onResume", "onStop"]);
    });

    it("does not count the time in which it is paused", async () => {
      await start({ format: "PCM" });
      await host.hear(300);
      manager.pause();
      await manager.next("onPause");
      await host.hear(600);
      manager.resume();
      await manager.next("onResume");
      await host.hear(200);
      expectNear((await stop()).duration, 500);
      expect(manager.names()).toEqual(["onStart", "onPause", "onResume", "onStop"]);
    });

    it("stops by itself at the end of its time, in which pauses don't count", async () => {
      await start({ duration: 2000 });
      host.ports.clock.advance(1500);
      manager.pause();
      await manager.next("onPause");
      host.ports.clock.advance(600 * SECOND);
      manager.resume();
      await manager.next("onResume");
      host.ports.clock.advance(499);
      expect(host.isRecording()).toBe(true);
      host.ports.clock.advance(1);
      await manager.next("onStop");
      expect(manager.names()).toEqual(["onStart", "onPause", "onResume", "onStop"]);
    });

    it("can start again in its own onStop", async () => {
      const again = new Promise<void>((resolve) => {
        manager.on("onStop", () => {
          if (manager.names().filter((name) => name === "onStop").length === 1) manager.start();
          else resolve();
        });
      });
      await start();
      manager.stop();
      await manager.next("onStop");
      await manager.next("onStart");
      manager.stop();
      await again;
      expect(manager.names()).toEqual(["onStart", "onStop", "onStart", "onStop"]);
    });

    describe("in a state in which it can't", () => {
      it("does nothing before it is started", async () => {
        for (const call of [manager.pause, manager.resume, manager.stop]) {
          call();
          await expectError("recorder not start");
        }
        expect(host.isOpen()).toBe(false);
      });

      it("neither starts nor resumes while it records, and records on", async () => {
        await start();
        manager.start();
        await expectError("is recording or paused");
        manager.resume();
        await expectError("not paused");
        await stop();
        expect(manager.names()).toEqual(["onStart", "onError", "onError", "onStop"]);
      });

      it("neither starts nor pauses while it is paused, and can be stopped", async () => {
        await start();
        manager.pause();
        await manager.next("onPause");
        manager.start();
        await expectError("is recording or paused");
        manager.pause();
        await expectError("not recording");
        await stop();
        manager.stop();
        await expectError("recorder not start");
        expect(manager.names()).toEqual(["onStart", "onPause", "onError", "onError", "onStop", "onError"]);
      });
    });

    it.each([
      [
        { sampleRate: 8000, encodeBitRate: 64_000 },
        "invalid encodeBitRate 64000, a sampleRate of 8000 takes 16000 to 48000",
      ],
      [{ sampleRate: 44_000 }, "invalid sampleRate 44000"],
      [{ duration: 600_001 }, "invalid duration 600001"],
      [{ format: "silk" }, 'invalid format "silk"'],
    ])("does not start with %j", async (options, text) => {
      manager.start(options);
      expect(await manager.next("onError")).toEqual({
        errMsg: `operateRecorder:fail parameter error: ${text}`,
        errno: 1001,
      });
      expect(host.isRecording()).toBe(false);
    });

    it("does not start from a source that there is not", async () => {
      const { audioSources } = await host.wx.getAvailableAudioSources();
      manager.start({ audioSource: "radio" });
      expect(await manager.next("onError")).toEqual({
        errMsg: `operateRecorder:fail parameter error: invalid audioSource "radio", there are ${audioSources.join(", ")}`,
        errno: 1001,
      });
    });

    it.each([
      ["mp3", 1],
      ["PCM", 4],
    ])("hands over %s in frames of %i KB, which are the file", async (format, frameSize) => {
      await start({ format, frameSize, sampleRate: 16_000, numberOfChannels: 1 });
      await host.hear(700);
      const { tempFilePath } = await stop();
      const frames = manager.all("onFrameRecorded");
      expect(frames.length).toBeGreaterThan(2);
      const sizes = frames.map(({ frameBuffer }) => frameBuffer.byteLength);
      expect(sizes.slice(0, -1)).toEqual(sizes.slice(1).map(() => frameSize * 1024));
      expect(sizes.at(-1)).toBeLessThanOrEqual(frameSize * 1024);
      expect(frames.map(({ isLastFrame }) => isLastFrame)).toEqual(
        frames.map((_, index) => index === frames.length - 1),
      );
      const bytes = frames.flatMap(({ frameBuffer }) => [...new Uint8Array(frameBuffer)]);
      expect(Uint8Array.from(bytes)).toEqual(new Uint8Array(await host.read(tempFilePath)));
      expect(manager.names().slice(-2)).toEqual(["onFrameRecorded", "onStop"]);
    });

    it("hands over frames while it records", async () => {
      await start({ format: "PCM", frameSize: 1 });
      await host.hear(500);
      expect((await manager.next("onFrameRecorded")).isLastFrame).toBe(false);
      await stop();
    });

    it("has no frames of aac and wav", async () => {
      for (const format of ["aac", "wav"]) {
        await start({ format, frameSize: 1 });
        await host.hear(200);
        await stop();
      }
      expect(manager.names()).toEqual(["onStart", "onStop", "onStart", "onStop"]);
    });

    it("is paused when something else takes the microphone, and goes on only when the app says so afterwards", async () => {
      await start();
      host.microphone.interrupt(true);
      await manager.next("onPause");
      manager.resume();
      await expectError("can't resume before the interruption ends");
      host.microphone.interrupt(false);
      await manager.next("onInterruptionEnd");
      manager.resume();
      await manager.next("onResume");
      await stop();
      const expected = ["onInterruptionBegin", "onPause", "onError", "onInterruptionEnd", "onResume", "onStop"];
      expect(manager.names()).toEqual(["onStart", ...expected]);
    });

    it("can be stopped during an interruption", async () => {
      await start();
      await host.hear(400);
      host.microphone.interrupt(true);
      await manager.next("onPause");
      expectNear((await stop()).duration, 400);
      expect(manager.names()).toEqual(["onStart", "onInterruptionBegin", "onPause", "onStop"]);
    });

    it("is paused in the background, and goes on only in the foreground", async () => {
      await start();
      host.ports.foreground.change(false);
      await manager.next("onPause");
      manager.resume();
      await expectError("can't resume in the background");
      host.ports.foreground.change(true);
      manager.resume();
      await manager.next("onResume");
      await stop();
      expect(manager.names()).toEqual(["onStart", "onPause", "onError", "onResume", "onStop"]);
    });

    it("tells of a microphone that is unplugged, and leaves nothing running", async () => {
      await start();
      host.microphone.unplug();
      await expectError("the microphone was disconnected");
      await expect.poll(host.isOpen).toBe(false);
      manager.stop();
      await expectError("recorder not start");
      manager.start();
      await expectError("NotFoundError");
      expect(manager.names()).toEqual(["onStart", "onError", "onError", "onError"]);
    });

    it("ends when the person takes the permission back, and leaves nothing running", async () => {
      await start();
      void host.ports.consent.nextSettings().then((question) => question.answer({ "scope.record": false }));
      await host.wx.openSetting();
      const refused = { errMsg: "operateRecorder:fail auth deny", errno: 103 };
      expect(await manager.next("onError")).toEqual(refused);
      await expect.poll(host.isOpen).toBe(false);
      manager.start();
      expect(await manager.next("onError")).toEqual(refused);
      expect(manager.names()).toEqual(["onStart", "onError", "onError"]);
    });

    it("records on when the person leaves the page of settings as it was", async () => {
      await start();
      void host.ports.consent.nextSettings().then((question) => question.answer(question.asked));
      await host.wx.openSetting();
      expect(host.isRecording()).toBe(true);
      await stop();
      expect(manager.names()).toEqual(["onStart", "onStop"]);
    });

    it("tells when the system refuses the microphone", async () => {
      host.microphone.block();
      manager.start();
      expect(await manager.next("onError")).toEqual({
        errMsg: "operateRecorder:fail auth deny",
        errno: 103,
      });
    });

    it("gives a listener the place of the one before", async () => {
      const heard: string[] = [];
      host.wx.getRecorderManager().onStart(() => heard.push("first"));
      host.wx.getRecorderManager().onStart(() => heard.push("second"));
      manager.start();
      await host.recording();
      await stop();
      expect(heard).toEqual(["second"]);
    });

    it("goes on when a listener throws", async () => {
      const problem = new Error("The listener is broken");
      manager.on("onStart", () => {
        throw problem;
      });
      await start();
      await stop();
      expect(host.errors).toEqual([problem]);
    });
  });
}
