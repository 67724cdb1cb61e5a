import { describe, inject } from "vitest";
import { createNodeRecordHost } from "./node-record-host.ts";
import { findSoundInspector, recordedSoundSuite } from "./recorded-sound.suite.ts";

const inspector = await findSoundInspector(inject("serverUrl"));

describe("Node host", () => recordedSoundSuite(createNodeRecordHost, inspector));
