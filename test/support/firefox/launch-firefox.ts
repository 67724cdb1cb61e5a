import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { connectBidi, type Bidi } from "./bidi.ts";

/** A running Firefox, with a profile of its own. */
export interface Firefox {
  readonly bidi: Bidi;
  /** Ends the browser and deletes its profile. */
  close(): Promise<void>;
}

/**
 * What Firefox needs beyond the settings that it has under automation by itself: those keep it from asking and from talking to servers
 * of its maker.
 */
const PREFERENCES: Record<string, boolean | number | string> = {
  "datareporting.policy.dataSubmissionEnabled": false,
  "datareporting.usage.uploadEnabled": false,
  "toolkit.telemetry.enabled": false,
  "network.trr.mode": 5,
  "media.gmp-manager.updateEnabled": false,
  // An address that is none; see `ENVIRONMENT`.
  "services.settings.server": "data:,",
  // A camera and a microphone that need no permission.
  "media.navigator.permission.disabled": true,
  "media.navigator.streams.fake": true,
  "media.navigator.audio.fake_frequency": 440,
  "media.autoplay.default": 0,
  // Nobody looks at the tab of a test.
  "media.block-autoplay-until-in-foreground": false,
  // Sound plays to nowhere: without a sound card it would not even start.
  "media.cubeb.force_mock_context": true,
  "dom.security.https_first": false,
  // After a WebSocket that failed, the next one to that server would wait: up to a minute, when many fail. Many of a test's have to.
  "network.websocket.delay-failed-reconnects": false,
  // A desktop has touch events only with a touch screen.
  "dom.w3c_touch_events.enabled": 1,
  // Scroll bars take no room, as on phones.
  "ui.useOverlayScrollbars": 1,
  "widget.gtk.overlay-scrollbars.enabled": true,
};

/** Lets the preference count that says where to fetch settings from. */
const ENVIRONMENT = { MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" };

/** Starts Firefox without a window. */
export async function launchFirefox(executablePath: string): Promise<Firefox> {
  const profile = await mkdtemp(join(tmpdir(), "minihost-firefox-"));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  await writeFile(join(profile, "user.js"), lines);
  const args = ["--headless", "--no-remote", "--remote-debugging-port=0", "--remote-allow-system-access"];
  const browser = spawn(executablePath, [...args, "--profile", profile, "about:blank"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...ENVIRONMENT },
  });
  const kill = (): boolean => browser.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise<void>((resolve) => browser.once("close", () => resolve()));
  const remove = async (): Promise<void> => {
    await ended;
    process.off("exit", kill);
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const bidi = await connectBidi(`${await addressOf(browser)}/session`);
    await bidi.send("session.new", { capabilities: {} });
    await stopListingWorkers(bidi);
    return {
      bidi,
      async close() {
        // The browser may be gone before it answers.
        await bidi.send("browser.close", {}).catch(() => kill());
        await remove();
      },
    };
  } catch (error) {
    kill();
    await remove();
    throw error;
  }
}

/**
 * Under automation, and only then, Firefox keeps a list of all Workers; a Worker that makes another one now and then waits for ever for it
 * (seen in 153: 4 of 100 times, when several do so at once). Tests do not need the list. Older versions have none.
 */
async function stopListingWorkers(bidi: Bidi): Promise<void> {
  const { contexts } = (await bidi.send("browsingContext.getTree", { "moz:scope": "chrome" })) as {
    contexts: readonly { context: string }[];
  };
  const listener = "chrome://remote/content/shared/js-process-actors/WebDriverWorkerListenerActor.sys.mjs";
  await bidi.send("script.evaluate", {
    expression: `ChromeUtils.importESModule("${listener}").unregisterWebDriverWorkerListenerActor()`,
    target: { context: contexts[0]?.context },
    awaitPromise: false,
  });
}

/** Waits for the line that tells where the browser listens. */
function addressOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    browser.once("error", reject);
    browser.once("close", () => reject(new Error(`Firefox did not start:\n${said.join("\n")}`)));
    if (browser.stderr === null) return;
    createInterface({ input: browser.stderr }).on("line", (line) => {
      const url = /^WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
      if (said.length < 20) said.push(line);
    });
  });
}
