import {
  FRAME_READY,
  GATEWAY_HEADER,
  type FrameMessage,
  type ServedBundle,
  type ShellMessage,
} from "../../core/protocol/index.ts";
import { bootApp } from "./boot.ts";
import { startWorker } from "./start-worker.ts";

const frameStyle = `
html, body { height: 100%; margin: 0; overflow: hidden; }
body { font: 16px/1.5 system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
.failure { padding: 24px; white-space: pre-wrap; font: 13px/1.6 ui-monospace, monospace; }
`;

/** The page around the frame, if there is one. */
interface Shell {
  report: (message: FrameMessage) => void;
  onMessage: (listener: (message: ShellMessage) => void) => void;
}

function connectShell(): Shell {
  if (window.parent === window) {
    return {
      report: (message) => {
        if (message.type === "app.error") console.error(message.message);
      },
      onMessage: () => {},
    };
  }
  const { port1, port2 } = new MessageChannel();
  window.parent.postMessage({ type: FRAME_READY }, window.location.origin, [port2]);
  return {
    report: (message) => port1.postMessage(message),
    onMessage: (listener) => {
      port1.addEventListener("message", ({ data }: MessageEvent<ShellMessage>) => listener(data));
      port1.start();
    },
  };
}

/** Where the page's markup says that the bundle and the Worker are. */
function findParts(): { bundleUrl: URL; workerUrl: URL } {
  const script = document.querySelector<HTMLScriptElement>("script[data-bundle]");
  const bundle = script?.dataset["bundle"];
  if (script === null || bundle === undefined) throw new Error("The page names no bundle");
  return { bundleUrl: new URL(bundle, document.baseURI), workerUrl: new URL("worker.js", script.src) };
}

async function main(): Promise<void> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(frameStyle);
  document.adoptedStyleSheets.push(sheet);
  const shell = connectShell();
  try {
    // The token of a gateway is for the page alone: an app can't set this header.
    const headers = { [GATEWAY_HEADER]: "access" };
    const { bundleUrl, workerUrl } = findParts();
    const response = await fetch(bundleUrl, { headers });
    if (!response.ok) throw new Error(await response.text());
    const bundle = (await response.json()) as ServedBundle;
    document.title = bundle.manifest.windows[bundle.manifest.entryPagePath]?.light.navigationBarTitleText || "minihost";
    const app = bootApp({
      container: document.body,
      bundle,
      baseUrl: document.baseURI,
      worker: startWorker(workerUrl.href),
      entry: window.location.hash.replace(/^#\/?/, ""),
      report: shell.report,
    });
    shell.onMessage((message) => {
      if (message.type === "appearance.set") app.setTheme(message.theme);
      else app.controlMusic(message.key);
    });
    window.addEventListener("pagehide", () => app.close(), { once: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    shell.report({ type: "app.error", message });
    const failure = document.createElement("pre");
    failure.className = "failure";
    failure.textContent = message;
    document.body.replaceChildren(failure);
  }
}

void main();
