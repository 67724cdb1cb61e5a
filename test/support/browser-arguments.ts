import { fileURLToPath } from "node:url";

/** What the microphone of the browser hears, again and again: a tone of 440 Hz. */
const heardFile = fileURLToPath(new URL("../fixtures/sounds/tone-440.wav", import.meta.url));

/** How Chromium is started for tests: offline by itself, as root too, with two cameras and a microphone that need no permission. */
export const browserArguments: string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  "--use-fake-device-for-media-stream=device-count=2",
  "--use-fake-ui-for-media-stream",
  // Nobody touches the page before a test plays something.
  "--autoplay-policy=no-user-gesture-required",
  `--use-file-for-fake-audio-capture=${heardFile}`,
];
