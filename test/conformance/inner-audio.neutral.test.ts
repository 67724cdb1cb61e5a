import { describe } from "vitest";
import { innerAudioSuite } from "./inner-audio.suite.ts";
import { createMemoryPlaybackHost } from "./memory-playback-host.ts";

describe("memory host", () => innerAudioSuite(createMemoryPlaybackHost));
