import { afterEach, beforeEach, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import type { NetworkType } from "../../src/core/ports/index.ts";

/** A device whose network a test changes; it is not offline at first. */
export interface NetworkStatusHost {
  readonly wx: Pick<Wx, "canIUse" | "getNetworkType" | "offNetworkStatusChange" | "onNetworkStatusChange">;
  /** A kind of network that this host can have, other than the one at first. */
  readonly otherType: NetworkType;
  /** Changes the network. */
  connect(type: NetworkType): void;
  /** How many listen to the host's network. */
  listenerCount(): number;
  close(): Promise<void>;
}

/** The contract of `wx.getNetworkType`, `wx.onNetworkStatusChange` and `wx.offNetworkStatusChange`. */
export function networkStatusSuite(create: () => Promise<NetworkStatusHost>): void {
  let host: NetworkStatusHost;

  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const typeOfNow = async (): Promise<NetworkType> => (await host.wx.getNetworkType()).networkType;

  /** Listens, and resolves with what the listener heard once that is so much. */
  function listen(): { listener: (status: object) => void; heard: (count: number) => Promise<object[]> } {
    const all: object[] = [];
    let look = (): void => {};
    const listener = (status: object): void => {
      all.push(status);
      look();
    };
    host.wx.onNetworkStatusChange(listener);
    const heard = (count: number): Promise<object[]> =>
      new Promise((resolve) => {
        look = () => {
          if (all.length >= count) resolve([...all]);
        };
        look();
      });
    return { listener, heard };
  }

  it("tells the kind of network, and whether it is weak only if that is known", async () => {
    const { errMsg, networkType, ...rest } = await host.wx.getNetworkType();
    expect(errMsg).toBe("getNetworkType:ok");
    expect(["wifi", "2g", "3g", "4g", "5g", "unknown"]).toContain(networkType);
    expect([{}, { weakNet: false }, { weakNet: true }]).toContainEqual(rest);
  });

  it("tells when the network goes, comes back, and becomes another", async () => {
    const first = await typeOfNow();
    const { otherType } = host;
    const { heard } = listen();
    host.connect("none");
    expect(await heard(1)).toEqual([{ isConnected: false, networkType: "none" }]);
    expect(await host.wx.getNetworkType()).toEqual({ networkType: "none", errMsg: "getNetworkType:ok" });
    host.connect(first);
    await heard(2);
    expect(await typeOfNow()).toBe(first);
    host.connect(otherType);
    expect((await heard(3)).slice(1)).toEqual([
      { isConnected: true, networkType: first },
      { isConnected: true, networkType: otherType },
    ]);
    expect(await typeOfNow()).toBe(otherType);
  });

  it("does not tell of what stays the same", async () => {
    const first = await typeOfNow();
    const { heard } = listen();
    host.connect(first);
    host.connect("none");
    host.connect("none");
    host.connect(first);
    expect(await heard(2)).toEqual([
      { isConnected: false, networkType: "none" },
      { isConnected: true, networkType: first },
    ]);
  });

  it("tells nothing to a listener that was taken off, and watches the host only while there are others", async () => {
    const before = host.listenerCount();
    const gone = listen();
    const stays = listen();
    expect(host.listenerCount()).toBe(before + 1);
    host.wx.offNetworkStatusChange(gone.listener);
    host.connect("none");
    await stays.heard(1);
    expect(await gone.heard(0)).toEqual([]);
    host.wx.offNetworkStatusChange();
    expect(host.listenerCount()).toBe(before);
  });

  it("is what canIUse says", () => {
    const { wx } = host;
    expect(wx.canIUse("getNetworkType.success.networkType")).toBe(true);
    expect(wx.canIUse("onNetworkStatusChange.callback.isConnected")).toBe(true);
    expect(wx.canIUse("offNetworkStatusChange")).toBe(true);
    expect(wx.canIUse("getNetworkType.success.signalStrength")).toBe(false);
    expect(wx.canIUse("getNetworkType.success.hasSystemProxy")).toBe(false);
  });
}
