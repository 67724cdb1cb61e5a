import { describe, inject } from "vitest";
import { createBrowserRecordHost } from "./browser-record-host.ts";
import { findSoundInspector, recordedSoundSuite } from "./recorded-sound.suite.ts";

const inspector = await findSoundInspector(inject("serverUrl"));

// On a busy machine the browser's own microphone tears: it hands over silence instead of what it read from its file.
const tears = { leastSteadiness: 0.5 };

describe("a page", () => recordedSoundSuite(createBrowserRecordHost, inspector, tears));
