import { FreshWarnings, placeOf, type DevProblem, type FrameMessage } from "../../core/protocol/index.ts";
import { DEVICES } from "./devices.ts";
import { element } from "./element.ts";
import { ErrorOverlay } from "./error-overlay.ts";
import { FrameLink } from "./frame-link.ts";
import { labelsFor } from "./labels.ts";
import { MusicNote } from "./music-note.ts";
import { NetworkPanel } from "./network-panel.ts";
import { Phone } from "./phone.ts";
import { listenToServer } from "./server-events.ts";
import { Setting } from "./setting.ts";
import { Toolbar, type Theme } from "./toolbar.ts";

const labels = labelsFor(navigator.language);
document.documentElement.lang = navigator.language;

const theme = new Setting<Theme>("theme", ["system", "light", "dark"], "system");
const deviceNames = DEVICES.map(({ name }) => name);
const deviceName = new Setting("device", deviceNames, DEVICES[0].name);
const device = DEVICES.find(({ name }) => name === deviceName.value) ?? DEVICES[0];

/** Of the bundle that the frame has. */
let loadedVersion: string | undefined;
const warnings = new FreshWarnings();

const network = new NetworkPanel(labels);
const overlay = new ErrorOverlay(labels);
const music = new MusicNote(labels, (key) => link.send({ type: "music.control", key }));
const phone = new Phone(labels, device, music.element);
const link = new FrameLink(phone.frame, { connected, received });
const toolbar = new Toolbar({
  labels,
  device,
  theme: theme.value,
  deviceChosen(chosen) {
    deviceName.value = chosen.name;
    phone.setDevice(chosen);
  },
  themeChosen(chosen) {
    theme.value = chosen;
    showTheme();
  },
  reload() {
    if (loadedVersion !== undefined) phone.load();
  },
});

document.body.append(
  element("div", { className: "simulator" }, toolbar.element, phone.element, network.element, overlay.element),
);
showTheme();
listenToServer({ updated, problems });

function showTheme(): void {
  phone.setTheme(theme.value);
  link.send({ type: "appearance.set", theme: theme.value });
}

/** Each run of the app starts with a clean sheet. */
function connected(): void {
  network.clear();
  overlay.clearAppErrors();
  music.show(undefined);
  toolbar.setPath("");
  showTheme();
}

function received(message: FrameMessage): void {
  switch (message.type) {
    case "app.started":
      break;
    case "app.error":
      overlay.addAppError(message.message);
      break;
    case "app.route":
      toolbar.setPath(message.query === "" ? message.path : `${message.path}?${message.query}`);
      break;
    case "app.music":
      music.show(message.music);
      break;
    case "network.transfer":
      network.putTransfer(message.transfer);
      break;
    case "network.socket":
      network.putSocket(message.socket);
      break;
  }
}

/** The version is told again when the connection to the server comes back. */
function updated(version: string): void {
  if (version === loadedVersion) return;
  loadedVersion = version;
  phone.load();
}

function problems(list: DevProblem[]): void {
  overlay.setProblems(list);
  for (const warning of warnings.take(list)) {
    console.warn([placeOf(warning), warning.message, warning.hint].filter(Boolean).join("\n"));
  }
}
