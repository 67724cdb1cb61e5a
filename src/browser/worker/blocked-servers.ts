import { domainEntryOf, isListed, type DomainLists } from "../../core/protocol/index.ts";

/**
 * Tells the developer, once of each server, that the policy of the page's server kept the Worker from it.
 *
 * That happens to what the check of the lists let pass, because a policy can't say it: addresses of the local network, which need no place
 * in a list, and redirects, which the browser follows by itself.
 */
export function reportBlockedServers(
  worker: Pick<EventTarget, "addEventListener">,
  domains: DomainLists | undefined,
): void {
  const listed = Object.values<readonly string[]>({ ...domains }).flat();
  const told = new Set<string>();
  worker.addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent;
    if (effectiveDirective !== "connect-src" || !URL.canParse(blockedURI)) return;
    const entry = domainEntryOf(blockedURI);
    if (told.has(entry)) return;
    told.add(entry);
    console.error(describe(entry, isListed(listed, blockedURI)));
  });
}

function describe(entry: string, isEntryListed: boolean): string {
  if (entry.includes("["))
    return `${entry} was not reached: a browser's policy knows no IPv6 addresses. Use a name, or IPv4.`;
  if (isEntryListed) {
    return `A redirect of ${entry} was not followed: where it leads to stands in none of the lists of minihost.config.ts.`;
  }
  return (
    `${entry} was not reached: in a browser, also a server in the local network must stand in the lists of minihost.config.ts. ` +
    `Where the app may reach it, add ${JSON.stringify(entry)}.`
  );
}
