import { describe } from "vitest";
import { backgroundAudioSuite } from "./background-audio.suite.ts";
import { createMemoryPlaybackHost } from "./memory-playback-host.ts";

describe("memory host", () => backgroundAudioSuite(createMemoryPlaybackHost));
