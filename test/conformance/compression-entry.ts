// The Worker that compresses videos, as a test loads it.
import "./worker-imports.ts";
import "../../src/browser/compression/main.ts";
