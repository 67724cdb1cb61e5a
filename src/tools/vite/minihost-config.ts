import { findDomainMistake, type DomainSettings } from "../../core/protocol/index.ts";
import { ToolError } from "../compiler/index.ts";

/** What `minihost.config.ts`, beside project.config.json, says about an app. */
export interface MinihostConfig extends DomainSettings {
  /** Limits of the platform that this app raises. */
  limits?: {
    /**
     * Largest file that `wx.downloadFile` takes.
     *
     * @default 209715200, 200 MB
     */
    downloadBytes?: number;
    /**
     * Most bytes that saved files and user files may have together.
     *
     * @default 209715200, 200 MB
     */
    storedBytes?: number;
    /**
     * Most bytes that temporary files may have together.
     *
     * @default 4294967296, 4 GB
     */
    temporaryBytes?: number;
  };
  /**
   * How nested `formData` values of `wx.uploadFile` travel: as JSON text, or as WeChat clients may send them (`[object Object]`).
   *
   * @default "json"
   */
  formDataEncoding?: "json" | "wechat";
  /** The service that carries what a browser may not send itself. */
  gateway?: {
    /** Origins that a browser reaches without the gateway where nothing is lost by that, such as `https://cdn.example.com`. */
    direct?: readonly string[];
    /**
     * Where the gateway of a built app is: an address of the page's own server, such as `/gateway`. `minihost dev` has a gateway of its own.
     *
     * @default no gateway
     */
    url?: string;
    /** The token that this gateway was started with. */
    token?: string;
  };
}

/**
 * Returns its argument; lets an editor know the type of a configuration.
 *
 * @example
 * ```ts
 * // minihost.config.ts
 * import { defineConfig } from "minihost/vite";
 * export default defineConfig({ domains: { request: ["https://api.example.com"] } });
 * ```
 */
export function defineConfig(config: MinihostConfig): MinihostConfig {
  return config;
}

/** Finds out whether a value can stand under a key; says what is wrong and what to write instead. */
type Check = (value: unknown) => string | undefined;

const CHECKS: Readonly<Record<keyof MinihostConfig, Check>> = {
  urlCheck: (value) => (typeof value === "boolean" ? undefined : `urlCheck ${cannotBe(value)}: write true or false`),
  domains: findDomainMistake,
  limits: (value) =>
    findKeyMistake("limits", value, {
      downloadBytes: (size) => findSizeMistake("downloadBytes", size),
      storedBytes: (size) => findSizeMistake("storedBytes", size),
      temporaryBytes: (size) => findSizeMistake("temporaryBytes", size),
    }),
  formDataEncoding: (value) =>
    value === "json" || value === "wechat"
      ? undefined
      : `formDataEncoding ${cannotBe(value)}: write "json" or "wechat"`,
  gateway: (value) =>
    findKeyMistake("gateway", value, { direct: findOriginMistake, url: findUrlMistake, token: findTokenMistake }),
};

/** Throws a {@link ToolError} unless the default export of this file is a configuration. */
export function checkConfig(value: unknown, file: string): MinihostConfig {
  const mistake = findKeyMistake("", value, CHECKS);
  if (mistake !== undefined) throw new ToolError("config.value", mistake, { file });
  // Every key and its value have passed the check.
  return value as MinihostConfig;
}

function findKeyMistake(path: string, value: unknown, checks: Readonly<Record<string, Check>>): string | undefined {
  const known = Object.keys(checks).join(", ");
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return path === "" ? `Export an object as default: { ${known} }` : `${path} must be an object: { ${known} }`;
  }
  for (const [key, item] of Object.entries(value)) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (check === undefined)
      return `There is no setting ${path === "" ? key : `${path}.${key}`}: write one of ${known}`;
    const mistake = item === undefined ? undefined : check(item);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function findSizeMistake(name: string, value: unknown): string | undefined {
  if (typeof value === "number" && value > 0) return undefined;
  return `limits.${name} ${cannotBe(value)}: write a number of bytes, such as 1024 ** 3`;
}

function findOriginMistake(list: unknown): string | undefined {
  const example = '"https://cdn.example.com"';
  if (!Array.isArray(list)) return `gateway.direct must be a list, such as [${example}]`;
  const wrong: unknown = list.find((origin: unknown) => !isOrigin(origin));
  return wrong === undefined
    ? undefined
    : `${JSON.stringify(wrong)} can't stand in gateway.direct: write an origin, such as ${example}`;
}

function findUrlMistake(url: unknown): string | undefined {
  if (typeof url === "string" && /^(?!\/\/)[\w./~-]+$/.test(url)) return undefined;
  return `gateway.url ${cannotBe(url)}: write an address of the page's own server, such as "/gateway"`;
}

function findTokenMistake(token: unknown): string | undefined {
  // No message shows what may be a secret.
  return typeof token === "string" && /^[\w-]{16,}$/.test(token)
    ? undefined
    : "gateway.token must be 16 or more letters, digits, - and _: write the token that the gateway was started with";
}

/** Whether it is scheme, host and port, written as a URL's `origin` is. */
function isOrigin(value: unknown): boolean {
  return (
    typeof value === "string" &&
    /^(?:https?|wss?):/.test(value) &&
    URL.canParse(value) &&
    new URL(value).origin === value &&
    !value.includes("*")
  );
}

function cannotBe(value: unknown): string {
  return `can't be ${typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value))}`;
}
