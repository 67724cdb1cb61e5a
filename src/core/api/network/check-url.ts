import { domainEntryOf, mayReach, type DomainListName } from "../../protocol/index.ts";
import type { AppEnvironment } from "../context.ts";
import { WxError } from "../wx-error.ts";

/** Throws unless a URL is absolute, of a scheme that the list is for, and one that the app may reach. */
export type CheckUrl = (list: DomainListName, url: string) => void;

const HTTP = /^https?:\/\//i;
const SOCKET = /^wss?:\/\//i;

/** Makes the check of one `wx`. It tells the developer once of each server that is missing in a list. */
export function createUrlCheck(app: Pick<AppEnvironment, "domains">): CheckUrl {
  const told = new Set<string>();
  // Apps ask for the same address again and again.
  const lastPassed = new Map<DomainListName, string>();
  return (list, url) => {
    if (lastPassed.get(list) === url) return;
    const form = list === "socket" ? SOCKET : HTTP;
    if (!form.test(url) || !URL.canParse(url)) throw new WxError(`invalid url "${url}"`, 600009);
    if (app.domains === undefined || mayReach(app.domains[list], url)) {
      lastPassed.set(list, url);
      return;
    }
    const hint = hintFor(list, domainEntryOf(url));
    if (!told.has(hint)) console.error(hint);
    told.add(hint);
    throw new WxError("url not in domain list", 600002);
  };
}

function hintFor(list: DomainListName, entry: string): string {
  return (
    `${entry} is not in the list domains.${list}. If the app may reach it, add it in minihost.config.ts (or in the options of ` +
    `createDevice): domains: { ${list}: [${JSON.stringify(entry)}] }. With urlCheck: false there, no list is checked.`
  );
}
