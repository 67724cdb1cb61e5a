import { afterEach, describe, expect, it, vi } from "vitest";
import { wavFile } from "../../../../test/conformance/wav-file.ts";
import type { PlayerEvent } from "../../../core/ports/index.ts";
import { AudioPlayer } from "./audio-player.ts";

describe("a player of a page", () => {
  const urls: string[] = [];
  let player: AudioPlayer | undefined;
  let element: HTMLAudioElement;
  let heard: (event: PlayerEvent) => void = () => {};
  const next = (type: PlayerEvent["type"]): Promise<PlayerEvent> =>
    new Promise((resolve) => {
      heard = (event) => {
        if (event.type === type) resolve(event);
      };
    });
  afterEach(() => {
    player?.close();
    for (const url of urls.splice(0)) URL.revokeObjectURL(url);
    vi.restoreAllMocks();
  });

  function open(seconds: number): { player: AudioPlayer; release: () => void } {
    const release = vi.fn<() => void>();
    const acquire = (): { url: Promise<string>; release: () => void } => {
      const url = URL.createObjectURL(new Blob([wavFile(seconds)]));
      urls.push(url);
      return { url: Promise.resolve(url), release };
    };
    element = new Audio();
    player = new AudioPlayer({ acquire, tell: ({ event }) => event && heard(event) }, element);
    player.load({ location: "wxfile://tmp/a.wav", protocol: "http" });
    return { player, release };
  }

  it("says what to do when the browser wants a tap first", async () => {
    const refusal = new DOMException("play() failed", "NotAllowedError");
    vi.spyOn(HTMLMediaElement.prototype, "play").mockRejectedValue(refusal);
    const failed = next("error");
    open(1).player.play();
    expect(await failed).toEqual({
      type: "error",
      code: 10001,
      message: expect.stringContaining("in the listener of a tap"),
    });
  });

  it("tells when the system pauses it", async () => {
    const playing = next("play");
    open(5).player.play();
    await playing;
    const paused = next("pause");
    element.pause();
    expect(await paused).toEqual({ type: "pause" });
  });

  it("gives back what it had acquired, once, and its element lets go of it", async () => {
    const ready = next("canplay");
    const opened = open(1);
    await ready;
    opened.player.close();
    opened.player.close();
    expect(opened.release).toHaveBeenCalledTimes(1);
    expect([element.hasAttribute("src"), element.readyState]).toEqual([false, HTMLMediaElement.HAVE_NOTHING]);
  });

  it("plays HLS where the browser does, and says so where it does not", async () => {
    vi.spyOn(HTMLMediaElement.prototype, "canPlayType").mockReturnValue("");
    const { player: opened } = open(1);
    const failed = next("error");
    opened.load({ location: "https://example.com/live.m3u8", protocol: "hls" });
    expect(await failed).toMatchObject({ code: 10004, message: "This browser does not play HLS" });
  });
});
