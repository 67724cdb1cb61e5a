import { describe } from "vitest";
import { inFirefox } from "../support/browser-differences.ts";
import { createBrowserPlaybackHost } from "./browser-playback-host.ts";
import { innerAudioSuite } from "./inner-audio.suite.ts";
import { BROKEN_IN_BROWSERS } from "./playback-host.ts";

describe("a page", () =>
  innerAudioSuite(createBrowserPlaybackHost, {
    refusesBroken: inFirefox("Firefox plays nothing of a sound that breaks off soon after its beginning"),
    brokenEvents: BROKEN_IN_BROWSERS,
  }));
