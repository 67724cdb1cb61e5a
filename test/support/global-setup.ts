import type { TestProject } from "vitest/node";
import { startTestServer } from "./test-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the test server, without a slash at its end. Each project has one of its own. */
    serverUrl: string;
    /** Its address by TLS, with a certificate that nobody trusts. */
    tlsUrl: string;
    /** The same, by a version of TLS that is out of use. */
    oldTlsUrl: string;
    /** The browser that tests run in; absent when there is none. */
    chromePath?: string;
  }
}

/** Starts the test server of a project, and gives the function that stops it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  provide("serverUrl", server.url);
  provide("tlsUrl", server.tlsUrl);
  provide("oldTlsUrl", server.oldTlsUrl);
  return () => server.close();
}
