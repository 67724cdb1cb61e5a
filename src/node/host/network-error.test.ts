import { describe, expect, it } from "vitest";
import { networkError } from "./network-error.ts";

describe("networkError", () => {
  it.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "CERT_AUTHORITY_INVALID"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "CERT_AUTHORITY_INVALID"],
    ["CERT_HAS_EXPIRED", "CERT_DATE_INVALID"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "CERT_COMMON_NAME_INVALID"],
    ["ETIMEDOUT", "CONNECTION_TIMED_OUT"],
    ["EHOSTUNREACH", "ADDRESS_UNREACHABLE"],
    ["HPE_INVALID_VERSION", "INVALID_HTTP_RESPONSE"],
    ["toString", "FAILED"],
    ["EWHATEVER", "FAILED"],
  ])("calls %s what Chromium calls it", (code, name) => {
    const cause = Object.assign(new Error("message"), { code });
    expect(networkError(cause)).toMatchObject({ code: "network", message: `net::ERR_${name}`, cause });
  });

  it("takes what is no error of Node", () => {
    expect(networkError("text")).toMatchObject({ message: "net::ERR_FAILED", cause: "text" });
  });
});
