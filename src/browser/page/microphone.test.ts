import { describe, expect, it, vi } from "vitest";
import { AUDIO_SOURCES, openMicrophone } from "./microphone.ts";

describe("the microphone of a page", () => {
  it.each([
    ["NotAllowedError", "denied"],
    ["SecurityError", "denied"],
    ["NotReadableError", "denied"],
    ["AbortError", "denied"],
    ["NotFoundError", "not-found"],
    ["OverconstrainedError", "not-found"],
    ["InvalidStateError", "not-supported"],
  ])("that the browser refuses with %s is %s", async (name, code) => {
    const cause = new DOMException("The browser says so", name);
    const refusing = { getUserMedia: () => Promise.reject(cause) };
    await expect(openMicrophone(refusing, "auto", 1)).rejects.toMatchObject({ code, cause });
  });

  it("is not supported where the browser has none for the page", async () => {
    await expect(openMicrophone(undefined, "auto", 1)).rejects.toMatchObject({ code: "not-supported" });
  });

  it("is asked for as the source and the channels need it", async () => {
    const getUserMedia = vi.fn<(constraints?: MediaStreamConstraints) => Promise<MediaStream>>();
    await openMicrophone({ getUserMedia }, "voice_communication", 2);
    expect(getUserMedia).toHaveBeenCalledWith({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 2 },
    });
    for (const source of AUDIO_SOURCES) await openMicrophone({ getUserMedia }, source, 1);
    expect(getUserMedia).toHaveBeenCalledTimes(AUDIO_SOURCES.length + 1);
  });
});
