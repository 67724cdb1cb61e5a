import { describe } from "vitest";
import { voiceSuite } from "./voice.suite.ts";
import { createNodePlaybackHost } from "./node-playback-host.ts";

describe("Node host", () => voiceSuite(createNodePlaybackHost));
