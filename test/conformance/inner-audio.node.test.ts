import { describe } from "vitest";
import { innerAudioSuite } from "./inner-audio.suite.ts";
import { createNodePlaybackHost } from "./node-playback-host.ts";

describe("Node host", () => innerAudioSuite(createNodePlaybackHost));
