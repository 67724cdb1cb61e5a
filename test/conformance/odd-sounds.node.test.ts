import { describe } from "vitest";
import { createNodePlaybackHost } from "./node-playback-host.ts";
import { oddSoundsSuite } from "./odd-sounds.suite.ts";

describe("Node host", () => oddSoundsSuite(createNodePlaybackHost));
