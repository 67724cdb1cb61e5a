import { chromium, type Browser } from "playwright";
import { inject } from "vitest";
import { browserArguments } from "./browser-arguments.ts";

/** Starts the browser for an end-to-end test, which closes it. */
export function launchBrowser(args: string[] = browserArguments): Promise<Browser> {
  return chromium.launch({ executablePath: inject("chromePath"), args });
}
