import { DOMAIN_LIST_NAMES, type DomainListName, type DomainLists } from "./domains.ts";
import { isPrivateAddress } from "./private-address.ts";

/** What a person says about the servers of an app. */
export interface DomainSettings {
  /**
   * Whether the lists are checked.
   *
   * @default `true` when there are lists
   */
  urlCheck?: boolean;
  /** A list that is left out is empty. */
  domains?: Partial<DomainLists>;
}

/** The lists that an app is held to; `undefined` when it may reach any server. */
export function domainsInForce({ urlCheck, domains }: DomainSettings): DomainLists | undefined {
  return (urlCheck ?? domains !== undefined) ? completeDomainLists(domains) : undefined;
}

/** Fills in the lists that are left out. */
export function completeDomainLists({
  request = [],
  socket = [],
  uploadFile = [],
  downloadFile = [],
}: Partial<DomainLists> = {}): DomainLists {
  return { request, socket, uploadFile, downloadFile };
}

/** Says what is wrong with the value of a `domains` setting and what to write instead; `undefined` when it is right. */
export function findDomainMistake(domains: unknown): string | undefined {
  if (typeof domains !== "object" || domains === null || Array.isArray(domains)) {
    return `domains must be an object with the lists ${DOMAIN_LIST_NAMES.join(", ")}`;
  }
  for (const [name, list] of Object.entries(domains)) {
    const known = DOMAIN_LIST_NAMES.find((candidate) => candidate === name);
    if (known === undefined) return `There is no list domains.${name}: write one of ${DOMAIN_LIST_NAMES.join(", ")}`;
    if (list === undefined) continue;
    if (!Array.isArray(list)) return `domains.${known} must be a list, such as [${JSON.stringify(exampleOf(known))}]`;
    const mistakes = list.map((entry: unknown) => findEntryMistake(known, entry));
    const found = mistakes.find((mistake) => mistake !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findEntryMistake(list: DomainListName, entry: unknown): string | undefined {
  const advise = (advice: string): string => `${JSON.stringify(entry)} can't stand in domains.${list}: ${advice}`;
  const example = JSON.stringify(exampleOf(list));
  if (typeof entry !== "string") return advise(`write a text, such as ${example}`);
  if (entry.includes("*")) return advise(`there are no wildcards; write each host, such as ${example}`);
  const right = correct(list, entry);
  if (right === undefined) return advise(`it names no server; write one such as ${example}`);
  if (right !== entry) return advise(`write ${JSON.stringify(right)}`);
  if (/^(?:https:\/\/)?api\.weixin\.qq\.com(?::|$)/i.test(entry)) {
    return advise("the platform lets no app call it; call it from a server of yours");
  }
  return undefined;
}

/** URLs allow more, such as `;`, that would mean something in a policy. */
const HOST = /^(?:[\w.-]+|\[[\da-f:]+\])$/;

/** How the server that an entry seems to mean is written; `undefined` when it means none. */
function correct(list: DomainListName, entry: string): string | undefined {
  const [secure, plain] = list === "socket" ? ["wss", "ws"] : ["https", "http"];
  const [, written, rest = ""] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/is.exec(entry) ?? [];
  const isPlain = written !== undefined && ["http", "ws"].includes(written.toLowerCase());
  const server = rest.replace(/[/?#\\].*$/s, "").replace(/^.*@/s, "");
  const url = `http://${server}`;
  if (server === "" || /\s/.test(server) || !URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  if (!HOST.test(hostname)) return undefined;
  // A bare name stands for a secure server, which an address hardly ever is.
  if (written === undefined && isPrivateAddress(hostname)) return `${plain}://${server}`;
  const scheme = isPlain ? plain : secure;
  const origin = scheme === "wss" ? server.replace(/:\d*$/, "") : server;
  if (written === undefined) return origin;
  return `${written.toLowerCase() === scheme ? written : scheme}://${origin}`;
}

function exampleOf(list: DomainListName): string {
  return list === "socket" ? "wss://chat.example.com" : "https://api.example.com";
}
