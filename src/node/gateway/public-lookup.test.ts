import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { expect, it } from "vitest";
import { createPublicLookup, isPrivateAddressError } from "./public-lookup.ts";

/** Looks a name up that has these addresses; resolves with the error or with what was found. */
function find(addresses: LookupAddress[] | Error, all: boolean): Promise<unknown> {
  const lookup: LookupFunction = (_hostname, _options, callback) =>
    addresses instanceof Error ? callback(addresses, "") : callback(null, addresses);
  return new Promise((resolve) => {
    createPublicLookup(lookup)("a.example", { all }, (error, found, family) => {
      resolve(error ?? (all ? found : [found, family]));
    });
  });
}

const PUBLIC: LookupAddress = { address: "1.1.1.1", family: 4 };
const PUBLIC6: LookupAddress = { address: "2606:4700::1", family: 6 };
const PRIVATE: LookupAddress = { address: "10.0.0.1", family: 4 };
const LOOPBACK6: LookupAddress = { address: "::1", family: 6 };

it("gives the public addresses of a name alone", async () => {
  expect(await find([PRIVATE, PUBLIC, LOOPBACK6, PUBLIC6], true)).toEqual([PUBLIC, PUBLIC6]);
  expect(await find([LOOPBACK6, PUBLIC], false)).toEqual(["1.1.1.1", 4]);
});

it.each([true, false])("fails when all are private", async (all) => {
  expect(isPrivateAddressError(await find([PRIVATE, LOOPBACK6], all))).toBe(true);
});

it("passes a failure on", async () => {
  const error = new Error("no such name");
  expect(await find(error, true)).toBe(error);
});
