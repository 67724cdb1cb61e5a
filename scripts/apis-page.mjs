// The page of the reference that lists what each API takes and gives.
import { eventName, forEachGroup, namesOf, titleOf } from "./api-title.mjs";

/** @typedef {import("../src/core/api/api.ts").AnyApi} AnyApi */
/** @typedef {import("../src/core/api/api.ts").AnyParam} AnyParam */

const OFFICIAL = "https://developers.weixin.qq.com/miniprogram/dev/api";

/**
 * @param {readonly AnyApi[]} apis
 * @param {typeof import("../src/core/api/index.ts").NOT_BUILT} notBuilt
 * @returns {string}
 */
export function createApisPage(apis, notBuilt) {
  return [
    "# APIs",
    "",
    "<!-- Made by scripts/reference.mjs from the API literals in src/core/api. Change those, then run `npm run build && node scripts/reference.mjs`. -->",
    "",
    "What is listed here works, on every host unless a note says otherwise; `wx.canIUse` answers from the same source.",
    "[Where APIs work](support.md) has what tests found on each host.",
    "Parameters in bold are required, `=` gives the default, and a list in parentheses the values that are handled.",
    "Every result of an options API also has `errMsg`.",
    ...forEachGroup(apis, (group, members) => [
      "",
      `## ${group}`,
      "",
      ...createTable(members),
      ...members.flatMap(createMethods),
    ]),
    "",
    "## Not built yet",
    "",
    "These exist and fail with `not supported` (errno 100); `wx.canIUse` answers `false`.",
    "",
    createList("Callback or promise", notBuilt.async),
    createList("Synchronous: they throw", notBuilt.sync),
    createList("Events: a listener is never called", notBuilt.event),
    "",
  ].join("\n");
}

/**
 * @param {AnyApi[]} apis
 * @returns {string[]}
 */
function createTable(apis) {
  return ["| API | Parameters | Gives | Notes |", "|---|---|---|---|", ...apis.map(createRow)];
}

/**
 * The methods of the object that an API returns.
 *
 * @param {AnyApi} api
 * @returns {string[]}
 */
function createMethods(api) {
  if (!("methods" in api)) return [];
  const rows = Object.values(api.methods)
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"))
    .map((method) => {
      const name = `[${method.name}](${OFFICIAL}/${api.reference}/${api.manager}.${method.name}.html)`;
      return `| ${name} | ${describeParameters(method)} | ${fields(method.result)} | ${describeSync(method)} | ${method.notes ?? ""} |`;
    });
  return [
    "",
    `### ${api.manager}`,
    "",
    "The methods answer by callbacks only; failures have their number as `errCode`, too.",
    "",
    "| Method | Parameters | Gives | Synchronous form | Notes |",
    "|---|---|---|---|---|",
    ...rows,
  ];
}

/**
 * @param {import("../src/core/api/api.ts").AnyMethodApi} method
 * @returns {string}
 */
function describeSync({ name, sync, params, result }) {
  if (sync === undefined) return "";
  const given = sync.takes === "options" ? "{ … }" : Object.keys(params).join(", ");
  const returned = sync.returns === undefined ? fields(result) : `\`${sync.returns}\``;
  return `\`${name}Sync(${given})\`${returned === "" ? "" : `: ${returned}`}`;
}

/**
 * @param {AnyApi} api
 * @returns {string}
 */
function createRow(api) {
  const official = `${OFFICIAL}/${api.reference}/wx.${namesOf(api)[0]}.html`;
  return `| [${titleOf(api)}](${official}) | ${describeParameters(api)} | ${describeResult(api)} | ${api.notes ?? ""} |`;
}

/**
 * @param {AnyApi | import("../src/core/api/api.ts").AnyMethodApi} api
 * @returns {string}
 */
function describeParameters(api) {
  if (!("params" in api)) return "";
  /** @type {[string, AnyParam][]} */
  const list = isList(api.params) ? api.params.map((param) => [param.name, param]) : Object.entries(api.params);
  return list.map(([name, param]) => describeParameter(name, param)).join("<br>");
}

/**
 * @param {import("../src/core/api/api.ts").AnyParams | import("../src/core/api/api.ts").AnySyncApi["params"]} params
 * @returns {params is import("../src/core/api/api.ts").AnySyncApi["params"]}
 */
function isList(params) {
  return Array.isArray(params);
}

/**
 * @param {string} name
 * @param {AnyParam} param
 * @returns {string}
 */
function describeParameter(name, param) {
  const title = param.required ? `**${name}**` : name;
  const type = [param.type].flat().join(" \\| ");
  const initial = param.default === undefined ? "" : ` = ${code(param.default)}`;
  const values = param.values === undefined ? "" : ` (${param.values.map((value) => code(value)).join(", ")})`;
  const unsupported = param.default === undefined ? ", not supported yet" : ", no other value is supported yet";
  const support = param.isSupported === false ? unsupported : "";
  return `${title}: ${type}${initial}${values}${support}`;
}

/**
 * @param {AnyApi} api
 * @returns {string}
 */
function describeResult(api) {
  if ("connect" in api) return `${api.task} with ${Object.keys(api.members).map(code).join(", ")}`;
  if ("start" in api) {
    const events = Object.keys(api.events).map((name) => eventName("on", name));
    return `${fields(api.result)}; ${api.task} with ${["abort", ...events].map(code).join(", ")}`;
  }
  if ("methods" in api) return api.manager;
  if ("payload" in api) return fields(api.payload);
  return "result" in api ? fields(api.result) : "";
}

/**
 * @param {object} shape
 * @returns {string}
 */
function fields(shape) {
  return Object.keys(shape)
    .map((name) => `\`${name}\``)
    .join(", ");
}

/**
 * A value as inline code that can't break a table.
 *
 * @param {unknown} value
 * @returns {string}
 */
function code(value) {
  const literal = typeof value === "string" && /^[\w-]+$/.test(value) ? value : JSON.stringify(value);
  return `\`${literal.replaceAll("|", "\\|")}\``;
}

/**
 * @param {string} title
 * @param {readonly string[]} names
 * @returns {string}
 */
function createList(title, names) {
  return `- ${title}: ${names.map((name) => `\`${name}\``).join(", ")}.`;
}
