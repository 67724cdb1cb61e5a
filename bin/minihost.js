#!/usr/bin/env node
import { run } from "../dist/tools/cli/index.js";

await run(process.argv);
