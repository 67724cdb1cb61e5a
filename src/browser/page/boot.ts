import { connect, type PageCommands, type WorkerCommands, type WorkerStart } from "../../core/bridge/index.ts";
import type { FrameMessage, ServedBundle } from "../../core/protocol/index.ts";
import { builtInStyle, defineComponents } from "../components/index.ts";
import { View } from "../view/index.ts";
import { createSpeaker } from "./audio/speaker.ts";
import { createConsent } from "./consent.ts";
import { download } from "./download.ts";
import { createImageEditor } from "./image-editor.ts";
import { createNetwork } from "./network.ts";
import { createPicker } from "./picker.ts";
import { createPresenter } from "./presenter.ts";
import { createLazyRecorder } from "./recorder-commands.ts";
import { createResources } from "./resources.ts";
import { createSystem } from "./system.ts";
import { createVideoCompressor } from "./video-compressor.ts";
import { createVideoEditor } from "./video-editor.ts";
import { canDecodeHevc, createThumbnail, readVideo } from "./video-reader.ts";

/** What a running app is made of. */
export interface BootOptions {
  /** An empty element that the app fills. */
  container: HTMLElement;
  bundle: ServedBundle;
  /** Absolute URL of the page: the script and the package's files are found from here. */
  baseUrl: string;
  worker: Worker;
  /** The page to open first, such as `pages/a/a?x=1`; the home page when empty. */
  entry: string;
  /** Takes what a developer tool wants to know. */
  report: (message: FrameMessage) => void;
}

/** An app that runs in this page. */
export interface RunningApp {
  /** Ends the app: its Worker, its pages and everything that it listens to. */
  close(): void;
  /** Looks light or dark; `system` follows the browser. */
  setTheme(theme: "light" | "dark" | "system"): void;
  /** Presses a key for the music in the background. */
  controlMusic(key: "play" | "pause" | "stop"): void;
}

/** Starts an app: its logic in the Worker, its pages in the container. */
export function bootApp({ container, bundle, baseUrl, worker, entry, report }: BootOptions): RunningApp {
  const { manifest, styles, script, packageFolder, gateway } = bundle;
  const packageUrl = new URL(packageFolder, baseUrl).href;
  const { port1, port2 } = new MessageChannel();
  const stop = new AbortController();
  defineComponents();

  const readBlob = (path: string): Promise<Blob> => logic.call("files.blob", path);
  const resources = createResources(readBlob, packageUrl);
  const view = new View({
    container,
    styles,
    builtInStyle: builtInStyle(manifest.isStyleV2),
    theme: "light",
    logic: { send: (name, ...values) => logic.send(name, ...values) },
    resolverOf: (pagePath) => ({ acquire: (source) => resources.acquire(source, pagePath) }),
    ended: (error) => {
      report({ type: "app.error", message: `The app was ended: ${error.message}` });
      close();
    },
    askPermission: (scope): Promise<boolean> => logic.call("permission.ask", scope),
    routed: (path, query) => {
      report({ type: "app.route", path, query });
      system.refresh();
    },
    failed: (message) => report({ type: "app.error", message }),
  });
  const system = createSystem(window, () => view.area);
  const presenter = createPresenter(container, { acquire: (source) => resources.acquire(source, ""), readBlob });
  const applyTheme = (theme: "light" | "dark"): void => {
    view.setTheme(theme);
    presenter.setTheme(theme);
  };
  applyTheme(system.infoSync().theme);
  const consent = createConsent(presenter.overlay);
  const picker = createPicker(container, presenter);
  const imageEditor = createImageEditor(presenter);
  const recorder = createLazyRecorder((id, event) => logic.send("recorder.event", id, event));
  const speaker = createSpeaker({
    acquire: (location) => resources.acquire(location, ""),
    report: (player, told) => logic.send("player.report", player, told),
    onInterruption: (isInterrupted) => logic.send("player.interruption", isInterrupted),
    onMusic: (music) => report({ type: "app.music", music }),
  });
  const network = createNetwork(window);
  const videoCompressor = createVideoCompressor();
  const videoEditor = createVideoEditor(presenter, videoCompressor);

  const logic = connect<WorkerCommands<Blob>, PageCommands<Blob>>(port1, {
    "page.open": (opening) => view["page.open"](opening),
    "page.patch": (page, patch) => view["page.patch"](page, patch),
    "page.close": (page) => view["page.close"](page),
    "page.render": (page) => view["page.render"](page),
    "element.invoke": (page, node, method, values) => view["element.invoke"](page, node, method, values),
    "permission.refused": (scope) => view["permission.refused"](scope),
    "page.window": (page, change) => view["page.window"](page, change),
    "stack.show": (stack) => view["stack.show"](stack),
    "app.tabBar": (tabBar) => view["app.tabBar"](tabBar),
    "app.error": (message) => view["app.error"](message),
    "app.started": () => report({ type: "app.started", appId: manifest.appId }),
    "album.save": async (blob, name) => download(blob, name),
    "consent.ask": (scope) => consent.ask(scope),
    "consent.openSettings": (settings) => consent.openSettings(settings),
    "image.crop": (blob, ratio) => imageEditor.crop(blob, ratio),
    "image.edit": (blob) => imageEditor.edit(blob),
    "files.gone": (path) => resources.forget(path),
    "inspector.transfer": (transfer) => report({ type: "network.transfer", transfer }),
    "inspector.socket": (socket) => report({ type: "network.socket", socket }),
    "personalDisk.save": async (blob, name) => download(blob, name),
    "picker.chooseMedia": (choice) => picker.chooseMedia(choice),
    "picker.chooseFiles": (choice) => picker.chooseFiles(choice),
    "video.compress": (blob, compression) => videoCompressor.compress(blob, compression),
    "video.edit": (blob, choice) => videoEditor.edit(blob, choice),
    "video.read": (blob) => readVideo(blob),
    "video.thumbnail": (blob) => createThumbnail(blob),
    "video.decodesHevc": () => canDecodeHevc(),
    "presenter.showToast": (toast) => presenter.showToast(toast),
    "presenter.hideToast": (kind) => presenter.hideToast(kind),
    "presenter.showModal": (modal) => presenter.showModal(modal),
    "presenter.showActionSheet": (sheet) => presenter.showActionSheet(sheet),
    "presenter.openDocument": (shown) => presenter.openDocument(shown),
    "presenter.openPreview": (shown) => presenter.openPreview(shown),
    "presenter.previewClosed": () => presenter.previewClosed(),
    ...recorder.commands,
    ...speaker.commands,
  });
  const stopSystem = system.onChange((info) => {
    applyTheme(info.theme);
    logic.send("system.change", info);
  });
  const stopNetwork = network.onChange((state) => logic.send("network.change", state));
  document.addEventListener(
    "visibilitychange",
    () => logic.send("app.visibility", document.visibilityState === "visible"),
    { signal: stop.signal },
  );
  worker.addEventListener(
    "error",
    // Without a message where a file is not there.
    ({ message }) => report({ type: "app.error", message: message || "The app's Worker could not be loaded" }),
    { signal: stop.signal },
  );

  const [, path = "", query = ""] = /^([^?]*)\??(.*)$/s.exec(entry) ?? [];
  const start: WorkerStart<MessagePort> = {
    port: port2,
    manifest,
    scriptUrl: new URL(script, baseUrl).href,
    packageUrl,
    ...(gateway === undefined ? {} : { gateway: { ...gateway, url: new URL(gateway.url, baseUrl).href } }),
    network: network.currentSync(),
    system: system.infoSync(),
    path,
    query,
  };
  worker.postMessage(start, [port2]);

  const close = (): void => {
    stop.abort();
    stopSystem();
    stopNetwork();
    logic.close();
    worker.terminate();
    recorder.close();
    speaker.close();
    videoCompressor.close();
    presenter.close();
    view.close();
    resources.close();
  };
  return {
    close,
    setTheme: (theme) => system.setTheme(theme),
    controlMusic: (name) => speaker.press({ name }),
  };
}
