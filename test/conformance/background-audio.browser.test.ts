import { describe } from "vitest";
import { backgroundAudioSuite } from "./background-audio.suite.ts";
import { createBrowserPlaybackHost } from "./browser-playback-host.ts";

describe("a page", () => backgroundAudioSuite(createBrowserPlaybackHost));
