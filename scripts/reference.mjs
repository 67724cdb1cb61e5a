// Writes docs/reference/apis.md from the API literals of the built package. With --check it only tells whether the page is stale.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const { API_CATALOG, NOT_BUILT } = await import(new URL("../dist/core/api/index.js", import.meta.url).href);
const folder = fileURLToPath(new URL("../docs/reference/", import.meta.url));
const page = join(folder, "apis.md");
const OFFICIAL = "https://developers.weixin.qq.com/miniprogram/dev/api";

const text = createPage();
if (process.argv.includes("--check")) {
  const present = await readFile(page, "utf8").catch(() => "");
  if (present !== text) {
    console.error("docs/reference/apis.md is stale. Run `npm run build && node scripts/reference.mjs`.");
    process.exitCode = 1;
  }
} else {
  await mkdir(folder, { recursive: true });
  await writeFile(page, text);
}

/** @returns {string} */
function createPage() {
  const apis = Object.values(API_CATALOG);
  const groups = [...new Set(apis.map(groupOf))];
  return [
    "# APIs",
    "",
    "<!-- Made by scripts/reference.mjs from the API literals in src/core/api. Change those, then run `npm run build && node scripts/reference.mjs`. -->",
    "",
    "What is listed here works, on every host unless a note says otherwise; `wx.canIUse` answers from the same source.",
    "Parameters in bold are required, `=` gives the default, and a list in parentheses the values that are handled.",
    "Every result of an options API also has `errMsg`.",
    ...groups.flatMap((group) => {
      const members = apis.filter((api) => groupOf(api) === group);
      return ["", `## ${group}`, "", ...createTable(members)];
    }),
    "",
    "## Not built yet",
    "",
    "These exist and fail with `not supported` (errno 100); `wx.canIUse` answers `false`.",
    "",
    createList("Callback or promise", NOT_BUILT.async),
    createList("Synchronous: they throw", NOT_BUILT.sync),
    createList("Events: a listener is never called", NOT_BUILT.event),
    "",
  ].join("\n");
}

/** The first folder of the platform's own reference. */
function groupOf({ reference }) {
  return reference.split("/", 1)[0];
}

function createTable(apis) {
  const rows = apis.toSorted((a, b) => titleOf(a).localeCompare(titleOf(b), "en")).map(createRow);
  return ["| API | Parameters | Gives | Notes |", "|---|---|---|---|", ...rows];
}

function createRow(api) {
  const official = `${OFFICIAL}/${api.reference}/wx.${"subscribe" in api ? eventName("on", api) : api.name}.html`;
  return `| [${titleOf(api)}](${official}) | ${describeParameters(api)} | ${describeResult(api)} | ${api.notes ?? ""} |`;
}

function titleOf(api) {
  return "subscribe" in api ? `${eventName("on", api)}, ${eventName("off", api)}` : api.name;
}

function eventName(prefix, { name }) {
  return prefix + name.charAt(0).toUpperCase() + name.slice(1);
}

function describeParameters({ params = {} }) {
  const list = Array.isArray(params) ? params.map((param) => [param.name, param]) : Object.entries(params);
  return list.map(([name, param]) => describeParameter(name, param)).join("<br>");
}

function describeParameter(name, param) {
  const title = param.required ? `**${name}**` : name;
  const type = [param.type].flat().join(" \\| ");
  const initial = param.default === undefined ? "" : ` = ${code(param.default)}`;
  const values = param.values === undefined ? "" : ` (${param.values.map((value) => code(value)).join(", ")})`;
  const unsupported = param.default === undefined ? ", not supported yet" : ", no other value is supported yet";
  const support = param.isSupported === false ? unsupported : "";
  return `${title}: ${type}${initial}${values}${support}`;
}

function describeResult(api) {
  if ("connect" in api) return `${api.task} with ${Object.keys(api.members).map(code).join(", ")}`;
  if ("start" in api) {
    const events = Object.keys(api.events).map((name) => eventName("on", { name }));
    return `${fields(api.result)}; ${api.task} with ${["abort", ...events].map(code).join(", ")}`;
  }
  if ("payload" in api) return fields(api.payload);
  return "result" in api ? fields(api.result) : "";
}

function fields(shape) {
  return Object.keys(shape)
    .map((name) => `\`${name}\``)
    .join(", ");
}

/** A value as inline code that can't break a table. */
function code(value) {
  const literal = typeof value === "string" && /^[\w-]+$/.test(value) ? value : JSON.stringify(value);
  return `\`${literal.replaceAll("|", "\\|")}\``;
}

function createList(title, names) {
  return `- ${title}: ${names.map((name) => `\`${name}\``).join(", ")}.`;
}
