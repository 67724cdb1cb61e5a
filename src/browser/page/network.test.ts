import { describe, expect, it } from "vitest";
import type { NetworkState } from "../../core/ports/index.ts";
import { createNetwork, type NetworkWindow } from "./network.ts";

type Connection = NonNullable<NetworkWindow["navigator"]["connection"]>;

function createWindow(onLine: boolean, facts?: { type?: string; effectiveType?: string }): EventTarget & NetworkWindow {
  const connection: Connection | undefined = facts && Object.assign(new EventTarget(), facts);
  return Object.assign(new EventTarget(), { navigator: { onLine, connection } });
}

describe("the network of a page", () => {
  it.each<[string, boolean, { type?: string; effectiveType?: string } | undefined, NetworkState]>([
    ["a browser that tells nothing", true, undefined, { type: "unknown" }],
    ["one that tells nothing, offline", false, undefined, { type: "none" }],
    ["one that is offline, whatever else it tells", false, { type: "wifi", effectiveType: "4g" }, { type: "none" }],
    ["one that has no network, but does not know yet", true, { type: "none", effectiveType: "4g" }, { type: "none" }],
    ["a computer that is fast", true, { effectiveType: "4g" }, { type: "4g", isWeak: false }],
    ["a computer that is slow", true, { effectiveType: "slow-2g" }, { type: "2g", isWeak: true }],
    ["a phone with wireless", true, { type: "wifi", effectiveType: "4g" }, { type: "wifi", isWeak: false }],
    ["a phone with weak wireless", true, { type: "wifi", effectiveType: "2g" }, { type: "wifi", isWeak: true }],
    ["a device on a cable", true, { type: "ethernet", effectiveType: "4g" }, { type: "wifi", isWeak: false }],
    ["a phone on the move", true, { type: "cellular", effectiveType: "3g" }, { type: "3g", isWeak: false }],
    ["a phone that does not tell its speed", true, { type: "cellular" }, { type: "unknown" }],
    ["a speed that is not known here", true, { effectiveType: "7g" }, { type: "unknown" }],
  ])("of %s", (_title, onLine, facts, state) => {
    expect(createNetwork(createWindow(onLine, facts)).currentSync()).toEqual(state);
  });

  it("is told when it changes, and not after that was stopped", () => {
    const facts = { effectiveType: "4g" };
    const window = createWindow(true, facts);
    const connection = window.navigator.connection as Connection;
    const heard: string[] = [];
    const stop = createNetwork(window).onChange(({ type }) => heard.push(type));
    connection.dispatchEvent(new Event("change"));
    connection.effectiveType = "3g";
    connection.dispatchEvent(new Event("change"));
    Object.assign(window.navigator, { onLine: false });
    window.dispatchEvent(new Event("offline"));
    Object.assign(window.navigator, { onLine: true });
    window.dispatchEvent(new Event("online"));
    expect(heard).toEqual(["3g", "none", "3g"]);
    stop();
    connection.effectiveType = "2g";
    connection.dispatchEvent(new Event("change"));
    window.dispatchEvent(new Event("online"));
    expect(heard).toHaveLength(3);
  });
});
