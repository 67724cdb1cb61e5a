import { describe } from "vitest";
import { backgroundAudioManagerSuite } from "./background-audio-manager.suite.ts";
import { createNodePlaybackHost } from "./node-playback-host.ts";

describe("Node host", () => backgroundAudioManagerSuite(createNodePlaybackHost));
