// The page of the reference that tells what works on which host, by the results of the conformance suites.
import { forEachGroup, namesOf, titleOf } from "./api-title.mjs";

/** @typedef {import("../src/core/api/api.ts").AnyApi} AnyApi */
/** @typedef {import("../test/support/conformance-results.ts").ConformanceResults} Results */
/** @typedef {import("../test/support/conformance-results.ts").ConformanceHost} Host */

/**
 * A behaviour of an API: its case, where that passed, and who leaves it out.
 *
 * @typedef {object} Behaviour
 * @property {string} text
 * @property {readonly Host[]} passed
 * @property {readonly Host[]} missing
 */

const TRANSFERS = ["request", "uploadFile", "downloadFile"];
const SOCKET_FUNCTIONS = [
  "sendSocketMessage",
  "closeSocket",
  "onSocketOpen",
  "onSocketMessage",
  "onSocketError",
  "onSocketClose",
];
const SAVED_FILES = ["saveFile", "getSavedFileList", "getSavedFileInfo", "removeSavedFile", "getFileInfo"];
const STORAGE = ["set", "get", "remove", "clear", "batchSet", "batchGet"]
  .flatMap((verb) => [`${verb}Storage`, `${verb}StorageSync`])
  .concat("getStorageInfo", "getStorageInfoSync");
const BACKGROUND_AUDIO = [
  "playBackgroundAudio",
  "pauseBackgroundAudio",
  "stopBackgroundAudio",
  "seekBackgroundAudio",
  "getBackgroundAudioPlayerState",
  "onBackgroundAudioPlay",
  "onBackgroundAudioPause",
  "onBackgroundAudioStop",
];
const FEEDBACK = ["showToast", "hideToast", "showLoading", "hideLoading", "showModal", "showActionSheet"];

/**
 * What each suite is about, where its titles do not name an API; by the title of an outermost group, or `""` for the rest. The contract
 * of a port is about no API: apps see it through those of others.
 *
 * @type {Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>}
 */
const SUBJECTS = {
  "background-audio": { "": BACKGROUND_AUDIO },
  "background-audio-manager": { "": ["getBackgroundAudioManager"] },
  background: { "": [...TRANSFERS, "getImageInfo"], "a connection": ["connectSocket"] },
  "buffer-url": { "": ["createBufferURL", "revokeBufferURL"] },
  "check-hevc": { "": ["checkDeviceSupportHevc"] },
  "choose-image": { "": ["chooseImage"] },
  "choose-media": { "": ["chooseMedia"], chooseVideo: ["chooseVideo"] },
  "choose-message-file": { "": ["chooseMessageFile"] },
  "compress-image": { "": ["compressImage"] },
  "compress-video": { "": ["compressVideo"] },
  domains: { "": [...TRANSFERS, "getImageInfo", "connectSocket"] },
  "download-file": { "": ["downloadFile"] },
  "download-target": { "": ["downloadFile"] },
  feedback: { "": FEEDBACK },
  "edit-image": { "": ["cropImage", "editImage"] },
  "file-system-manager": { "": ["getFileSystemManager"] },
  files: {},
  "files-stored": {},
  "heavy-load": { "": TRANSFERS, "very many calls in one turn": ["request"] },
  http: {},
  "image-info": { "": ["getImageInfo"] },
  "network-faults": { "": TRANSFERS, "the form of an upload": ["uploadFile"], "an upload": ["uploadFile"] },
  "network-profile": { "": TRANSFERS },
  "network-rows": { "": [...TRANSFERS, "connectSocket"] },
  "network-status": { "": ["getNetworkType", "onNetworkStatusChange"] },
  "odd-pictures": { "": ["chooseImage", "getImageInfo", "compressImage"] },
  "odd-sounds": { "": ["createInnerAudioContext", "playVoice", "playBackgroundAudio"] },
  "open-document": { "": ["openDocument"] },
  "open-video-editor": { "": ["openVideoEditor"] },
  "inner-audio": {
    "": ["createInnerAudioContext"],
    "wx.setInnerAudioOption": ["setInnerAudioOption"],
    "an app": ["createInnerAudioContext", "onAudioInterruptionBegin", "onAudioInterruptionEnd"],
  },
  patch: {},
  permission: { "": ["authorize"], openSetting: ["openSetting"], "what was decided": ["getSetting"] },
  record: {
    startRecord: ["startRecord", "stopRecord"],
    "the RecorderManager": ["getRecorderManager"],
    "": ["startRecord", "getRecorderManager", "getAvailableAudioSources"],
  },
  "recorded-sound": { "": ["getRecorderManager", "startRecord"] },
  preview: { "": ["previewImage"], previewMedia: ["previewMedia"] },
  request: { "": ["request"] },
  "request-cache": { "": ["request"] },
  "saved-files": { "": SAVED_FILES },
  "save-file-to-disk": { "": ["saveFileToDisk"] },
  "save-to-album": { "": ["saveImageToPhotosAlbum"], saveVideoToPhotosAlbum: ["saveVideoToPhotosAlbum"] },
  socket: { "": ["connectSocket"], "the functions of wx": SOCKET_FUNCTIONS },
  storage: { "": STORAGE },
  "upload-file": { "": ["uploadFile"] },
  "video-info": { "": ["getVideoInfo"] },
  voice: { "": ["playVoice", "pauseVoice", "stopVoice"] },
};

/** @type {Readonly<Record<Host, string>>} */
const COLUMNS = {
  node: "Node",
  browser: "Browser",
  gateway: "Browser with a gateway",
  firefox: "Firefox",
  "firefox-gateway": "Firefox with a gateway",
};
/** @type {Host[]} */
const HOSTS = ["node", "browser", "gateway", "firefox", "firefox-gateway"];

/**
 * @param {readonly AnyApi[]} apis
 * @param {Results} results
 * @returns {string}
 */
export function createSupportPage(apis, results) {
  const behaviours = collectBehaviours(apis, results);
  return [
    "# Where APIs work",
    "",
    "<!-- Made by scripts/reference.mjs from the API literals in src/core/api and from conformance.json, which a run of all conformance",
    "suites checks. `npm run reference` writes both. -->",
    "",
    "Found by tests: the same cases run in Node, in Chromium, and in Chromium with a [gateway](../guide/gateway.md), against real servers on",
    "the same machine; then in Firefox. [conformance.json](conformance.json) has the outcome of each.",
    "",
    "✓: all cases of the API pass. A number: all but so many; their titles are listed below. –: no case of its own runs there; unit tests cover",
    "what the API does on every host alike.",
    ...forEachGroup(apis, (group, members) => writeGroup(group, members, behaviours)),
    "",
  ].join("\n");
}

/**
 * @param {string} group
 * @param {AnyApi[]} apis
 * @param {ReadonlyMap<AnyApi, Behaviour[]>} behaviours
 * @returns {string[]}
 */
function writeGroup(group, apis, behaviours) {
  const of = (/** @type {AnyApi} */ api) => behaviours.get(api) ?? [];
  const isAlways = (/** @type {Host} */ host) => host === "node" || host === "browser";
  const hosts = HOSTS.filter((host) => isAlways(host) || apis.some((api) => runsOn(host, of(api))));
  const rows = apis.map((api) => {
    const cells = hosts.map((host) => writeCell(host, of(api), anchorOf(api)));
    return `| ${titleOf(api)} | ${cells.join(" | ")} |`;
  });
  return [
    "",
    `## ${group}`,
    "",
    `| API | ${hosts.map((host) => COLUMNS[host]).join(" | ")} |`,
    `|---|${"---|".repeat(hosts.length)}`,
    ...rows,
    ...apis.flatMap((api) => writeDifferences(api, of(api))),
  ];
}

/**
 * @param {Host} host
 * @param {Behaviour[]} behaviours
 * @param {string} anchor
 * @returns {string}
 */
function writeCell(host, behaviours, anchor) {
  if (!runsOn(host, behaviours)) return "–";
  const missing = behaviours.filter((behaviour) => isMissing(host, behaviour)).length;
  return missing === 0 ? "✓" : `[all but ${missing}](#${anchor})`;
}

/**
 * @param {AnyApi} api
 * @param {Behaviour[]} behaviours
 * @returns {string[]}
 */
function writeDifferences(api, behaviours) {
  const pick = (/** @type {(behaviour: Behaviour) => boolean} */ test) => behaviours.filter(test);
  const byGateway = (/** @type {Behaviour} */ behaviour) => hasPassed("gateway", behaviour);
  const lists = [
    ...writeList(
      "A browser does this only through the gateway",
      pick((each) => isMissing("browser", each) && byGateway(each)),
    ),
    ...writeList(
      "No browser does this",
      pick((each) => isMissing("browser", each) && !byGateway(each)),
    ),
    ...writeList(
      "A browser does this only without a gateway",
      pick((each) => isMissing("gateway", each) && hasPassed("browser", each)),
    ),
    ...writeList(
      "Chromium does this, Firefox does not",
      pick((each) => isMissingIn(each, "browser", "firefox") || isMissingIn(each, "gateway", "firefox-gateway")),
    ),
    ...writeList("What a browser does instead", pick(isInstead)),
    ...writeList(
      "No host does this",
      pick(({ passed }) => passed.length === 0),
    ),
    ...writeUnsupported(api),
  ];
  return lists.length === 0 ? [] : ["", `### ${titleOf(api)}`, ...lists];
}

/**
 * @param {string} title
 * @param {Behaviour[]} behaviours
 * @returns {string[]}
 */
function writeList(title, behaviours) {
  const texts = [...new Set(behaviours.map(({ text }) => text))];
  return texts.length === 0 ? [] : ["", `${title}:`, "", ...texts.map((text) => `- ${escapeText(text)}`)];
}

/**
 * @param {AnyApi} api
 * @returns {string[]}
 */
function writeUnsupported(api) {
  if (!("params" in api)) return [];
  const names = Object.entries(api.params).flatMap(([name, param]) => (param.isSupported === false ? [name] : []));
  return names.length === 0
    ? []
    : ["", `Parameters that no host supports yet: ${names.map((name) => `\`${name}\``).join(", ")}.`];
}

/**
 * Gives each API its cases.
 *
 * @param {readonly AnyApi[]} apis
 * @param {Results} results
 * @returns {ReadonlyMap<AnyApi, Behaviour[]>}
 */
function collectBehaviours(apis, results) {
  const byName = new Map(apis.flatMap((api) => namesOf(api).map((name) => [name, api])));
  /** @type {Map<AnyApi, Behaviour[]>} */
  const behaviours = new Map();
  for (const [suite, { cases }] of Object.entries(results)) {
    for (const [title, words] of Object.entries(cases)) {
      const path = title.split(" > ");
      for (const name of subjectsOf(suite, path, byName)) {
        const api = byName.get(name);
        if (api === undefined) throw new Error(`The suite "${suite}" is about "${name}", which is no API`);
        const text = path.filter((part) => part !== name && part !== `wx.${name}`).join(" ");
        const behaviour = { text, passed: findHosts(words, ""), missing: findHosts(words, "-") };
        behaviours.set(api, [...(behaviours.get(api) ?? []), behaviour]);
      }
    }
  }
  return behaviours;
}

/**
 * The APIs that a case is about: those that its titles name, or else those of its suite.
 *
 * @param {string} suite
 * @param {readonly string[]} path
 * @param {ReadonlyMap<string, AnyApi>} byName
 * @returns {readonly string[]}
 */
function subjectsOf(suite, path, byName) {
  const subjects = SUBJECTS[suite];
  if (subjects === undefined) {
    throw new Error(`scripts/support-page.mjs does not know what the suite "${suite}" is about. Add it to SUBJECTS.`);
  }
  const fallback = subjects[path[0] ?? ""] ?? subjects[""];
  if (fallback === undefined) return [];
  const groups = path.slice(0, -1).flatMap((title) => /(?:^|wx\.| of )(\w+)$/.exec(title)?.[1] ?? []);
  const named = groups.filter((name) => fallback.includes(name));
  const mentioned = /wx\.(\w+)/.exec(path.at(-1) ?? "")?.[1];
  if (named.length === 0 && mentioned !== undefined && byName.has(mentioned)) return [mentioned];
  return named.length > 0 ? named : fallback;
}

/**
 * @param {Host} host
 * @param {Behaviour[]} behaviours
 */
function runsOn(host, behaviours) {
  return behaviours.some(({ passed, missing }) => passed.includes(host) || missing.includes(host));
}

/**
 * @param {Host} host
 * @param {Behaviour} behaviour
 */
function hasPassed(host, { passed }) {
  return passed.includes(host);
}

/**
 * A host lacks what passed in Node, which is held back by nothing.
 *
 * @param {Host} host
 * @param {Behaviour} behaviour
 */
function isMissing(host, { passed, missing }) {
  return missing.includes(host) && passed.includes("node");
}

/**
 * @param {Behaviour} behaviour
 * @param {Host} chromium
 * @param {Host} firefox
 */
function isMissingIn({ passed, missing }, chromium, firefox) {
  return passed.includes(chromium) && missing.includes(firefox);
}

/**
 * What only those do who lack something.
 *
 * @param {Behaviour} behaviour
 */
function isInstead({ passed, missing }) {
  return passed.length > 0 && missing.includes("node");
}

/**
 * @param {string} words
 * @param {"" | "-"} sign
 * @returns {Host[]}
 */
function findHosts(words, sign) {
  return HOSTS.filter((host) => words.split(" ").includes(sign + host));
}

/**
 * How GitHub names the heading of an API.
 *
 * @param {AnyApi} api
 */
function anchorOf(api) {
  return titleOf(api).toLowerCase().replaceAll(",", "").replaceAll(" ", "-");
}

/**
 * Takes away from a text what it could mean in Markdown.
 *
 * @param {string} text
 */
function escapeText(text) {
  return text.replaceAll(/[\\`*_<>[\]|#]/g, "\\$&");
}
