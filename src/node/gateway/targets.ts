import type { LookupFunction } from "node:net";
import { isHostError } from "../../core/ports/index.ts";
import {
  DOMAIN_LIST_NAMES,
  isListed,
  isPrivateAddress,
  type DomainListName,
  type GatewayFailure,
} from "../../core/protocol/index.ts";
import { createAgents, networkError, type Agents } from "../host/index.ts";
import type { GatewayOptions } from "./gateway-options.ts";
import { createPublicLookup, isPrivateAddressError } from "./public-lookup.ts";

/** How to reach a server. */
export interface Way {
  readonly url: URL;
  /** Connections that were made this way, and no others. */
  readonly agents: Agents;
  readonly lookup?: LookupFunction;
}

/** Decides which servers may be reached, and keeps the connections to them. */
export class Targets {
  readonly #options: GatewayOptions;
  /** To what developers named: any address. */
  readonly #named: Omit<Way, "url">;
  /** To everything else: public addresses only, also after DNS. */
  readonly #public: Omit<Way, "url">;

  constructor(options: GatewayOptions) {
    this.#options = options;
    const lookup = createPublicLookup(options.lookup);
    this.#named = { agents: createAgents(options.lookup), lookup: options.lookup };
    this.#public = { agents: createAgents(lookup), lookup };
  }

  /** Finds the way to a server, or tells why there is none. */
  find(list: DomainListName, url: string): Way | GatewayFailure {
    if (!URL.canParse(url)) return networkFailure("INVALID_URL");
    const target = new URL(url);
    const schemes = list === "socket" ? ["ws:", "wss:"] : ["http:", "https:"];
    if (!schemes.includes(target.protocol)) return networkFailure("UNKNOWN_URL_SCHEME");
    const { domains = {}, isChecked = true } = this.#options;
    if (isChecked && !isListed(domains[list] ?? [], url)) {
      return { ...networkFailure("BLOCKED_BY_ADMINISTRATOR"), refusal: "not-listed" };
    }
    const isNamed = DOMAIN_LIST_NAMES.some((name) => isListed(domains[name] ?? [], url));
    if (!isNamed && isPrivateAddress(target.hostname)) return PRIVATE;
    return { url: target, ...(isNamed ? this.#named : this.#public) };
  }

  close(): void {
    for (const { agents } of [this.#named, this.#public]) {
      agents.http.destroy();
      agents.https.destroy();
    }
  }
}

/** What Chromium says of a public page that asks for a private address. */
const PRIVATE: GatewayFailure = {
  ...networkFailure("BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS"),
  refusal: "private",
};

/** Tells a page why a server could not be reached. */
export function failureOf(cause: unknown): GatewayFailure {
  if (isPrivateAddressError(isHostError(cause) ? cause.cause : cause)) return PRIVATE;
  const { message } = isHostError(cause) ? cause : networkError(cause);
  return { code: "network", message };
}

function networkFailure(name: string): GatewayFailure {
  return { code: "network", message: `net::ERR_${name}` };
}
