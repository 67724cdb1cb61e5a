import { expect, it } from "vitest";
import { toHeaderText, type GatewayRequest } from "./gateway.ts";

it("writes any text as printable ASCII, which reads back the same", () => {
  const url = "https://a.example/猫?\u{1f600}\r\nX-Evil: 1\u0000\u007f\u00e9";
  const request: GatewayRequest = {
    list: "request",
    url,
    method: "GET",
    headers: {},
    redirect: "follow",
    isCached: false,
  };
  const text = toHeaderText(request);
  expect(text).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(text)).toEqual(request);
});
