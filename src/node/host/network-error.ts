import { HostError } from "../../core/ports/index.ts";
import { errorCode } from "./error-code.ts";

/** Codes of Node, OpenSSL and llhttp, and the names by which Chromium's network stack, and so WeChat's tools, call them. */
const chromiumNames = new Map(
  Object.entries({
    ECONNREFUSED: "CONNECTION_REFUSED",
    ECONNRESET: "CONNECTION_RESET",
    EPIPE: "CONNECTION_RESET",
    ECONNABORTED: "CONNECTION_ABORTED",
    ETIMEDOUT: "CONNECTION_TIMED_OUT",
    ENOTFOUND: "NAME_NOT_RESOLVED",
    EAI_AGAIN: "NAME_NOT_RESOLVED",
    EAI_FAIL: "NAME_NOT_RESOLVED",
    EAI_NODATA: "NAME_NOT_RESOLVED",
    EHOSTUNREACH: "ADDRESS_UNREACHABLE",
    ENETUNREACH: "ADDRESS_UNREACHABLE",
    EADDRNOTAVAIL: "ADDRESS_INVALID",
    ENETDOWN: "INTERNET_DISCONNECTED",
    EACCES: "NETWORK_ACCESS_DENIED",
    EMFILE: "INSUFFICIENT_RESOURCES",
    ENFILE: "INSUFFICIENT_RESOURCES",
    ENOBUFS: "INSUFFICIENT_RESOURCES",

    EPROTO: "SSL_PROTOCOL_ERROR",
    ERR_SSL_WRONG_VERSION_NUMBER: "SSL_PROTOCOL_ERROR",
    ERR_SSL_PACKET_LENGTH_TOO_LONG: "SSL_PROTOCOL_ERROR",
    ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "SSL_VERSION_OR_CIPHER_MISMATCH",
    ERR_SSL_UNSUPPORTED_PROTOCOL: "SSL_VERSION_OR_CIPHER_MISMATCH",
    ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: "SSL_VERSION_OR_CIPHER_MISMATCH",
    DEPTH_ZERO_SELF_SIGNED_CERT: "CERT_AUTHORITY_INVALID",
    SELF_SIGNED_CERT_IN_CHAIN: "CERT_AUTHORITY_INVALID",
    UNABLE_TO_GET_ISSUER_CERT: "CERT_AUTHORITY_INVALID",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "CERT_AUTHORITY_INVALID",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: "CERT_AUTHORITY_INVALID",
    CERT_UNTRUSTED: "CERT_AUTHORITY_INVALID",
    INVALID_CA: "CERT_AUTHORITY_INVALID",
    CERT_HAS_EXPIRED: "CERT_DATE_INVALID",
    CERT_NOT_YET_VALID: "CERT_DATE_INVALID",
    CERT_REVOKED: "CERT_REVOKED",
    CERT_SIGNATURE_FAILURE: "CERT_INVALID",
    CERT_REJECTED: "CERT_INVALID",
    ERR_TLS_CERT_ALTNAME_INVALID: "CERT_COMMON_NAME_INVALID",

    HPE_HEADER_OVERFLOW: "RESPONSE_HEADERS_TOO_BIG",
    UND_ERR_HEADERS_OVERFLOW: "RESPONSE_HEADERS_TOO_BIG",
    UND_ERR_SOCKET: "INVALID_HTTP_RESPONSE",
    UND_ERR_INVALID_ARG: "INVALID_ARGUMENT",
    ERR_INVALID_CHAR: "INVALID_ARGUMENT",
    ERR_INVALID_HTTP_TOKEN: "INVALID_ARGUMENT",
    ERR_HTTP_INVALID_HEADER_VALUE: "INVALID_ARGUMENT",
    ERR_UNESCAPED_CHARACTERS: "INVALID_URL",
  }),
);

/** Makes a `network` error that bears Chromium's name of what failed, such as `net::ERR_CONNECTION_REFUSED`. */
export function networkError(cause: unknown): HostError {
  return namedNetworkError(chromiumName(cause), cause);
}

/** Makes a `network` error whose message is `net::ERR_` and `name`. */
export function namedNetworkError(name: string, cause?: unknown): HostError {
  return new HostError("network", `net::ERR_${name}`, { cause });
}

/** Makes the error of a device that is offline. */
export function disconnected(): HostError {
  return namedNetworkError("INTERNET_DISCONNECTED");
}

function chromiumName(cause: unknown): string {
  const code = errorCode(cause);
  // Node reports "the server closed the connection and sent nothing" as a reset that no system call met.
  if (code === "ECONNRESET" && cause instanceof Error && !("syscall" in cause)) return "EMPTY_RESPONSE";
  return chromiumNames.get(code) ?? (code.startsWith("HPE_") ? "INVALID_HTTP_RESPONSE" : "FAILED");
}
