import { describe } from "vitest";
import { backgroundAudioManagerSuite } from "./background-audio-manager.suite.ts";
import { createMemoryPlaybackHost } from "./memory-playback-host.ts";

describe("memory host", () => backgroundAudioManagerSuite(createMemoryPlaybackHost));
