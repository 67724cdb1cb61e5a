import { describe } from "vitest";
import { voiceSuite } from "./voice.suite.ts";
import { createMemoryPlaybackHost } from "./memory-playback-host.ts";

describe("memory host", () => voiceSuite(createMemoryPlaybackHost));
