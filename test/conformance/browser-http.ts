import type { BrowserFiles } from "../../src/browser/worker/files.ts";
import { createGatewayHttp } from "../../src/browser/worker/gateway-http.ts";
import { createHttp, type HttpPlatform } from "../../src/browser/worker/http.ts";
import type { HttpPort } from "../../src/core/ports/index.ts";
import type { GatewayAccess } from "../../src/core/protocol/index.ts";

/** Makes the HTTP of a browser, with a gateway where there is one. */
export function createBrowserHttp(
  files: BrowserFiles,
  access: GatewayAccess | undefined,
  platform: HttpPlatform,
): HttpPort {
  return access === undefined ? createHttp(files, platform) : createGatewayHttp({ access, files, platform });
}
