import { DOMAIN_LIST_NAMES, domainOrigin, type DomainLists } from "../../core/protocol/index.ts";

function policy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** Scripts of Workers: decoders and encoders are WebAssembly. */
const WORKER_SCRIPTS = "'self' 'wasm-unsafe-eval'";

/** Policy of the simulator: only its own scripts, frame and server. */
export const SIMULATOR_POLICY: string = policy({
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' data:",
  "connect-src": "'self' ws: wss:",
  "frame-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'self'",
});

/** What holds for an app's page: images, media and fonts from anywhere, as on the platform, but no script that is not ours. */
const PAGE_DIRECTIVES = {
  "default-src": "'none'",
  "script-src": "'self'",
  "worker-src": "'self'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "* data: blob:",
  "media-src": "* data: blob:",
  "font-src": "* data:",
  "connect-src": "'self' blob:",
  "object-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
};

/** Policy of an app's frame. */
export const FRAME_POLICY: string = policy({ ...PAGE_DIRECTIVES, "frame-ancestors": "'self'" });

/**
 * Policy in the markup of a built app's page, which its Workers share: together what the frame and each of them have in development. Markup can't say
 * whose frame the page may be in.
 */
export function sitePolicy(domains?: DomainLists): string {
  return policy({
    ...PAGE_DIRECTIVES,
    "script-src": WORKER_SCRIPTS,
    // Firefox holds what a Worker imports to it, too.
    "worker-src": "'self' blob:",
    "connect-src": `${serversOf(domains)} blob:`,
  });
}

/**
 * Policy of the Worker that runs an app's code: it makes no code from text (the Brotli decoder is WebAssembly), and reaches the server that it comes from and those of the
 * lists; without lists any server.
 */
export function workerPolicy(domains?: DomainLists): string {
  return policy({
    "default-src": "'none'",
    "script-src": WORKER_SCRIPTS,
    "connect-src": serversOf(domains),
  });
}

function serversOf(domains: DomainLists | undefined): string {
  return domains === undefined ? "* ws: wss:" : ["'self'", ...sourcesOf(domains)].join(" ");
}

/** The servers of all lists; a policy knows of no kinds of requests. */
function sourcesOf(domains: DomainLists): Set<string> {
  const sources = new Set<string>();
  for (const list of DOMAIN_LIST_NAMES) {
    for (const entry of domains[list]) {
      const origin = domainOrigin(entry, list === "socket" ? "wss" : "https");
      if (origin === undefined) continue;
      const { protocol, host, hostname } = new URL(origin);
      // Browsers know no IPv6 address here, and complain of it.
      if (hostname.startsWith("[")) continue;
      sources.add(protocol === "wss:" ? `wss://${hostname}:*` : `${protocol}//${host}`);
    }
  }
  return sources;
}

/** Policy of the Worker that reads PDFs: it loads its own fonts and decoders, and nothing that a document names. */
export const PDF_WORKER_POLICY: string = policy({
  "default-src": "'none'",
  "script-src": WORKER_SCRIPTS,
  "connect-src": "'self'",
});

/** Policy of the Workers that encode sound and videos: encoders are WebAssembly in Workers of their own, which have this policy, too. */
export const ENCODING_WORKER_POLICY: string = policy({
  "default-src": "'none'",
  "script-src": WORKER_SCRIPTS,
  "worker-src": "blob:",
});

/** Policy of an app's assets, for a person who opens one as a page: it runs no script. */
export const ASSET_POLICY: string = "sandbox";
