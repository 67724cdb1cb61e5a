import type { LookupFunction } from "node:net";
import type { DomainLists } from "../../core/protocol/index.ts";

/**
 * Whom a gateway serves, and what it may reach.
 *
 * Everything but `lookup` is read anew for each call, so that it may change while the gateway runs.
 */
export interface GatewayOptions {
  /**
   * Origins of the pages that may use it, such as `https://app.example.com`. Browsers must see the gateway under the same origin: its
   * `Host` has to be that of one of these.
   */
  readonly origins: readonly string[];
  /** What the pages show to be let in: at least 16 letters, digits, `-` and `_` that nobody can guess. */
  readonly token: string;
  /**
   * The servers of the app, as in `minihost.config.ts`. One that is not on the public internet must stand in a list, also when the lists
   * are not checked.
   */
  readonly domains?: Partial<DomainLists>;
  /**
   * Whether only servers of the lists may be reached. When it is `false`, whoever can open the page can reach any public server through
   * this gateway.
   *
   * @default true
   */
  readonly isChecked?: boolean;
  /**
   * Whether only programs of this machine may connect, such as a reverse proxy that runs here.
   *
   * @default true
   */
  readonly isLoopbackOnly?: boolean;
  /**
   * Finds the addresses of names.
   *
   * @default `lookup` of `node:dns`
   */
  readonly lookup?: LookupFunction;
}
