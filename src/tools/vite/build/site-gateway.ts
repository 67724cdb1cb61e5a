import type { GatewayAccess } from "../../../core/protocol/index.ts";
import { ToolError } from "../../compiler/index.ts";
import type { AppSettings } from "../app-settings.ts";

/** What a built page is told of its gateway; `undefined` where it has none. Throws a `ToolError` for one that is configured by half. */
export function siteGateway({ gateway, direct, domains }: AppSettings): GatewayAccess | undefined {
  const { url, token } = gateway;
  if (url === undefined && token === undefined) return undefined;
  if (url === undefined || token === undefined) {
    const [there, missing] = url === undefined ? ["token", "url"] : ["url", "token"];
    throw new ToolError("config.value", `minihost.config.ts has gateway.${there} without gateway.${missing}`, {
      hint: "A gateway needs both, and none of them where the site has no gateway",
    });
  }
  return { url, token, direct, named: Object.values(domains).flat() };
}
