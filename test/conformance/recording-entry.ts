// The Worker of a recording, as a test loads it.
import "./worker-imports.ts";
import "../../src/browser/recording/main.ts";
