/** Most redirects that a host follows, one after another. */
export const MAX_REDIRECTS = 20;

/** A request that was answered with a redirect. */
export interface RedirectedRequest {
  /** Absolute. */
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
}

/** What to request next. */
export interface RedirectTarget extends RedirectedRequest {
  /** Whether the body goes along. */
  keepsBody: boolean;
}

/** Why a redirect can't be followed; with `net::ERR_` in front, the platform's own words. */
export type RefusedRedirect = "INVALID_REDIRECT" | "UNSAFE_REDIRECT";

/** Whether a response says where to look instead. */
export function isRedirect(statusCode: number, location: string | undefined): location is string {
  return location !== undefined && [301, 302, 303, 307, 308].includes(statusCode);
}

/**
 * Gives what to request next, or `undefined` when the response is the answer.
 *
 * 301, 302 and 303 turn every method but GET and HEAD into GET without a body, 307 and 308 repeat method and body. Secrets
 * of the app do not follow to another origin. A target that is not HTTP is refused.
 */
export function redirectTarget(
  from: RedirectedRequest,
  statusCode: number,
  location: string | undefined,
): RedirectTarget | RefusedRedirect | undefined {
  if (!isRedirect(statusCode, location)) return undefined;
  if (!URL.canParse(location, from.url)) return "INVALID_REDIRECT";
  const target = new URL(location, from.url);
  if (target.protocol !== "http:" && target.protocol !== "https:") return "UNSAFE_REDIRECT";

  const dropped: string[] = target.origin === new URL(from.url).origin ? [] : ["authorization", "cookie"];
  const keepsBody = statusCode >= 307 || from.method === "GET" || from.method === "HEAD";
  if (!keepsBody) dropped.push("content-type", "content-encoding", "content-language");
  return {
    url: target.href,
    method: keepsBody ? from.method : "GET",
    headers: Object.fromEntries(Object.entries(from.headers).filter(([name]) => !dropped.includes(name.toLowerCase()))),
    keepsBody,
  };
}
