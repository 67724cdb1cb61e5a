import { describe } from "vitest";
import { inFirefox } from "../support/browser-differences.ts";
import { createBrowserPlaybackHost } from "./browser-playback-host.ts";
import { oddSoundsSuite } from "./odd-sounds.suite.ts";
import { BROKEN_IN_BROWSERS } from "./playback-host.ts";

describe("a page", () =>
  oddSoundsSuite(createBrowserPlaybackHost, {
    refusesBroken: inFirefox("Firefox plays nothing of a sound that breaks off soon after its beginning"),
    brokenEvents: BROKEN_IN_BROWSERS,
  }));
