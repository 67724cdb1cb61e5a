import type { GatewayFailure } from "../../core/protocol/index.ts";

/** Tells developers what to name, once of each server. */
export class GatewayHints {
  readonly #told = new Set<string>();

  /** A server with an address that is not on the public internet did not answer the browser itself. */
  directFailed(url: string): void {
    const { origin } = new URL(url);
    this.#tell(
      origin,
      `The browser could not reach ${origin}: either it is not there, or it does not allow this page's origin (CORS). ` +
        "The gateway, which needs no permission, carries requests to an address that is not on the public internet only when it is named",
    );
  }

  /** The gateway sent nothing. */
  refused(url: string, { refusal }: GatewayFailure): void {
    const { origin } = new URL(url);
    if (refusal === "private") {
      this.#tell(
        origin,
        `The gateway did not send a request to ${origin}: its address is not on the public internet, and it is not named`,
      );
    } else if (refusal === "not-listed") {
      this.#tell(origin, `The gateway did not send a request to ${origin}: it is in none of the lists that apply`);
    }
  }

  #tell(origin: string, problem: string): void {
    if (this.#told.has(origin)) return;
    this.#told.add(origin);
    const list = origin.startsWith("ws") ? "socket" : "request";
    console.warn(
      `${problem}. To name it, write in minihost.config.ts: domains: { ${list}: [${JSON.stringify(origin)}] }; ` +
        "with urlCheck: false beside it, other servers stay allowed.",
    );
  }
}
