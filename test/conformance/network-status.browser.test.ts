import { describe } from "vitest";
import { createNetwork, type NetworkWindow } from "../../src/browser/page/network.ts";
import { createWx } from "../../src/core/api/index.ts";
import { connect } from "../../src/core/bridge/index.ts";
import { createState, type NetworkState, type NetworkType } from "../../src/core/ports/index.ts";
import { createMemoryApp, createMemoryPorts } from "../../src/testing/index.ts";
import { networkStatusSuite, type NetworkStatusHost } from "./network-status.suite.ts";

/** A window whose browser tells how fast its network is, as those on computers do; the test is the network. */
class TestWindow extends EventTarget implements NetworkWindow {
  readonly #connection = Object.assign(new EventTarget(), { effectiveType: "4g" });
  readonly #navigator = { onLine: true, connection: this.#connection };

  get navigator(): NetworkWindow["navigator"] {
    return this.#navigator;
  }

  connect(type: NetworkType): void {
    const isOnline = type !== "none";
    if (isOnline) this.#connection.effectiveType = type;
    if (isOnline === this.#navigator.onLine) {
      this.#connection.dispatchEvent(new Event("change"));
    } else {
      this.#navigator.onLine = isOnline;
      this.dispatchEvent(new Event(isOnline ? "online" : "offline"));
    }
  }
}

interface NetworkCommands {
  "network.change"(state: NetworkState): void;
}

/** The page's network on one end of a channel, and what an app's Worker makes of it on the other. */
async function createHost(): Promise<NetworkStatusHost> {
  const window = new TestWindow();
  const network = createNetwork(window);
  const { port1, port2 } = new MessageChannel();
  const state = createState(network.currentSync());
  const worker = connect<{}, NetworkCommands>(port2, { "network.change": (change) => state.change(change) });
  const page = connect<NetworkCommands, {}>(port1, {});
  const stop = network.onChange((change) => page.send("network.change", change));
  return {
    wx: createWx({ ports: { ...createMemoryPorts(), network: state }, app: createMemoryApp() }),
    otherType: "3g",
    connect: (type) => window.connect(type),
    listenerCount: () => state.listenerCount,
    async close() {
      stop();
      page.close();
      worker.close();
      port1.close();
    },
  };
}

describe("a page and its Worker", () => networkStatusSuite(createHost));
