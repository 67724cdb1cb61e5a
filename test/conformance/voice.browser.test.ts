import { describe } from "vitest";
import { voiceSuite } from "./voice.suite.ts";
import { createBrowserPlaybackHost } from "./browser-playback-host.ts";

describe("a page", () => voiceSuite(createBrowserPlaybackHost));
