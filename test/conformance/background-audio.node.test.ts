import { describe } from "vitest";
import { backgroundAudioSuite } from "./background-audio.suite.ts";
import { createNodePlaybackHost } from "./node-playback-host.ts";

describe("Node host", () => backgroundAudioSuite(createNodePlaybackHost));
