import { describe, expect, it } from "vitest";
import { describeChanges, toResults, withoutFirefox, type ConformanceOutcome } from "./conformance-results.ts";

const outcome = (path: string, isPassed = true, suite = "request"): ConformanceOutcome => {
  return { suite, path: path.split(" > "), isPassed };
};

describe("the results of suites", () => {
  it("have suites by name, cases in the order of the suite, and hosts in one order", () => {
    const outcomes = [
      outcome("the page, through a gateway > b"),
      outcome("the page > b"),
      outcome("the page > group > a"),
      outcome("Node host > b"),
      outcome("Node host > group > a"),
      outcome("Node host > c", true, "download-file"),
    ];
    const results = toResults(outcomes);
    expect(results).toEqual({
      "download-file": { hosts: "node", cases: { c: "node" } },
      request: { hosts: "node browser gateway", cases: { b: "node browser gateway", "group > a": "node browser" } },
    });
    expect(Object.keys(results)).toEqual(["download-file", "request"]);
    expect(Object.keys(results["request"]?.cases ?? {})).toEqual(["b", "group > a"]);
  });

  it("have a case on a host only when it passed in all of its places, and a minus where it was left out", () => {
    const outcomes = [
      outcome("Node host > a", false),
      outcome("the page > a"),
      outcome("a Worker that is locked down > a", false),
      outcome("the page, through a gateway > a"),
    ];
    expect(toResults(outcomes)["request"]?.cases).toEqual({ a: "-node -browser gateway" });
  });

  it("have what Firefox did apart, which can be taken away", () => {
    const outcomes = [
      outcome("the page > a"),
      outcome("the page, through a gateway > a"),
      { ...outcome("the page > a", false), isInFirefox: true },
      { ...outcome("the page, through a gateway > a"), isInFirefox: true },
      { ...outcome("the page > b"), isInFirefox: true },
    ];
    const results = toResults(outcomes);
    expect(results["request"]).toEqual({
      hosts: "browser gateway firefox firefox-gateway",
      cases: { a: "browser gateway -firefox firefox-gateway", b: "firefox" },
    });
    expect(withoutFirefox(results)).toEqual({ request: { hosts: "browser gateway", cases: { a: "browser gateway" } } });
  });

  it("have long titles in short", () => {
    const results = toResults([outcome(`Node host > ${"a".repeat(1000)} > b`)]);
    expect(Object.keys(results["request"]?.cases ?? {})).toEqual([`${"a".repeat(160)}… > b`]);
  });

  it("leave out what is beyond a suite", () => {
    const outcomes = [outcome("a browser, beyond the contract > a"), outcome("memory host > a", true, "feedback")];
    expect(toResults(outcomes)).toEqual({});
  });
});

describe("changes of results", () => {
  it("are told one by one", () => {
    const before = { request: { hosts: "node browser", cases: { a: "node browser", b: "node", c: "node" } } };
    const after = {
      request: { hosts: "node browser gateway", cases: { a: "node -browser", c: "node", d: "-node" } },
      socket: { hosts: "node", cases: { e: "node" } },
    };
    expect(describeChanges(before, after)).toEqual([
      "request: ran on node browser, now on node browser gateway",
      "request > a: node browser, now node -browser",
      "request > b: node, now not there",
      "request > d: not there, now -node",
      "socket: ran on no host, now on node",
      "socket > e: not there, now node",
    ]);
    expect(describeChanges(after, after)).toEqual([]);
  });
});
