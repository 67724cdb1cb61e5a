import { describe, expect, it } from "vitest";
import { toAppSettings } from "../app-settings.ts";
import { siteGateway } from "./site-gateway.ts";

const TOKEN = "0123456789abcdef";

describe("siteGateway", () => {
  it("is none where none is configured", () => {
    expect(siteGateway(toAppSettings({}))).toBeUndefined();
    expect(siteGateway(toAppSettings({ gateway: { direct: ["https://cdn.example.com"] } }))).toBeUndefined();
  });

  it("is told of the servers that are direct, and of all that are named", () => {
    const settings = toAppSettings({
      urlCheck: false,
      domains: { request: ["api.example.com"], socket: ["chat.example.com"] },
      gateway: { url: "/gateway", token: TOKEN, direct: ["https://cdn.example.com"] },
    });
    expect(siteGateway(settings)).toEqual({
      url: "/gateway",
      token: TOKEN,
      direct: ["https://cdn.example.com"],
      named: ["api.example.com", "chat.example.com"],
    });
  });

  it.each([
    [{ url: "/gateway" }, "gateway.url without gateway.token"],
    [{ token: TOKEN }, "gateway.token without gateway.url"],
  ])("is refused by half: %j", (gateway, message) => {
    expect(() => siteGateway(toAppSettings({ gateway }))).toThrow(
      expect.objectContaining({ name: "ToolError", message: expect.stringContaining(message) }),
    );
  });
});
