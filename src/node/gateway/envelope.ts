import { DOMAIN_LIST_NAMES, type GatewayRequest, type GatewaySocketRequest } from "../../core/protocol/index.ts";

/** So long may be what describes a request: all headers together are, for a server of Node. */
export const MAX_ENVELOPE_LENGTH: number = 16 * 1024;

/** Reads what a page asks for, or gives `undefined` when it is nothing that pages of ours write. */
export function readRequest(text: string): GatewayRequest | undefined {
  const value = parse(text);
  const list = DOMAIN_LIST_NAMES.find((name) => name === value["list"]);
  const { url, method, headers, redirect, isCached } = value;
  if (list === undefined || !isText(url) || !isText(method) || !isHeaders(headers)) return undefined;
  return {
    list,
    url,
    method,
    headers,
    redirect: redirect === "manual" ? redirect : "follow",
    isCached: isCached === true,
  };
}

/** Reads the first message of a WebSocket, or gives `undefined` when it is nothing that pages of ours write. */
export function readSocketRequest(text: string): GatewaySocketRequest | undefined {
  const { url, protocols, headers, perMessageDeflate } = parse(text);
  if (!isText(url) || !isHeaders(headers) || !Array.isArray(protocols) || !protocols.every(isText)) return undefined;
  return { url, protocols, headers, perMessageDeflate: perMessageDeflate === true };
}

function parse(text: string): Record<string, unknown> {
  if (text.length > MAX_ENVELOPE_LENGTH) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isHeaders(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null && Object.values(value).every(isText);
}
