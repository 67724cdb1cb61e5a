import type { LookupAddress, LookupOptions } from "node:dns";
import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPrivateAddress } from "../../core/protocol/index.ts";

/** The error of a name that leads to no address of the public internet. */
class PrivateAddressError extends Error {}

/**
 * Makes a function that finds the public addresses of a name, and fails when all are private. The connection is made to what it found, so
 * a name that leads elsewhere a moment later gains nothing.
 */
export function createPublicLookup(lookup: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true } satisfies LookupOptions, (error, found, family) => {
      if (error) return callback(error, "");
      const addresses: LookupAddress[] = typeof found === "string" ? [{ address: found, family: family ?? 0 }] : found;
      const allowed = addresses.filter(({ address }) => !isPrivateAddress(address));
      const [first] = allowed;
      if (first === undefined) return callback(new PrivateAddressError(`${hostname} leads to no public address`), "");
      if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

/** Tells whether a connection failed because its name leads to a private address. */
export function isPrivateAddressError(error: unknown): boolean {
  return error instanceof PrivateAddressError;
}
