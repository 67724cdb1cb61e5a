import { describe } from "vitest";
import { backgroundAudioManagerSuite } from "./background-audio-manager.suite.ts";
import { createBrowserPlaybackHost } from "./browser-playback-host.ts";

describe("a page", () => backgroundAudioManagerSuite(createBrowserPlaybackHost));
