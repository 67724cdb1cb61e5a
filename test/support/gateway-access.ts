/** Where the server of tests in a browser has a gateway. */
export const GATEWAY_PATH = "/__gateway";

/** Where it tells how many connections the gateway has to servers, as soon as it has none, or after a while. */
export const GATEWAY_CONNECTIONS_PATH = "/__gateway/connections";

/** What pages of tests show it. */
export const GATEWAY_TOKEN = "the-token-of-the-tests";

/** The servers of this machine that tests reach through it: those of a project, and a port where nobody listens. */
export function namedServers(addresses: { serverUrl: string; tlsUrl: string; oldTlsUrl: string }): string[] {
  const urls = [addresses.serverUrl, addresses.tlsUrl, addresses.oldTlsUrl, "http://127.0.0.1:9"];
  const both = urls.flatMap((url) => [url, url.replace("127.0.0.1", "localhost")]);
  return both.flatMap((url) => [url, url.replace(/^http/, "ws")]);
}
