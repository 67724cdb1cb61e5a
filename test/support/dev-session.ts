import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Browser, Frame, Page } from "playwright";

const binary = fileURLToPath(new URL("../../bin/minihost.js", import.meta.url));

/** A running `minihost dev`. */
export interface DevSession {
  url: string;
  process: ChildProcess;
  /** What it has printed so far. */
  output: readonly string[];
  close(): Promise<void>;
}

/** Starts the real command line on a free port and resolves when it has printed its URL. */
export async function startDev(dir: string, options: readonly string[] = []): Promise<DevSession> {
  const parameters = [binary, "dev", dir, "--port", "0", ...options];
  const child = spawn(process.execPath, parameters, { stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      output.push(line);
      const [found] = /http:\/\/\S+/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`minihost dev ended with ${code}:\n${output.join("\n")}`)));
  });
  return {
    url,
    process: child,
    output,
    close: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGINT");
      await ended;
    },
  };
}

/** The simulator with an app in it. */
export interface OpenApp {
  page: Page;
  /** The frame that the app runs in. */
  frame: Frame;
  close(): Promise<void>;
}

/** Opens the simulator in a new context and resolves when the app shows its first page. `entry` is a page with its query. */
export async function openApp(browser: Browser, url: string, entry = ""): Promise<OpenApp> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(entry === "" ? url : `${url}#/${entry}`);
  await page.frameLocator("iframe").locator("wx-page").first().waitFor();
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame());
  if (frame === undefined) throw new Error("The simulator has no frame");
  return { page, frame, close: () => context.close() };
}
