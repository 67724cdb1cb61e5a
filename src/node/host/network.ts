import type { Socket } from "node:net";
import { createState, type NetworkState, type NetworkType, type ToldState } from "../../core/ports/index.ts";
import { Link, type LinkSpeed } from "./link.ts";
import { slowDown, type SlowSocket } from "./slow-socket.ts";

/** What the network of a device is connected by. */
export type ConnectedType = Exclude<NetworkType, "none">;

/** The network of a headless device, as its script wants it; the effects are real, on the device's own connections. */
export interface Network {
  /** Breaks every connection, and lets no other be made: calls fail with `net::ERR_INTERNET_DISCONNECTED`. */
  offline(): void;
  /** Connects at the full speed of this machine, by `wifi` if nothing else is named. */
  online(type?: ConnectedType): void;
  /** Connects slowly. What runs goes on at this speed. Throws for a speed that is none. */
  slow(options?: SlowNetwork): void;
}

/** How slow a network is. */
export interface SlowNetwork extends LinkSpeed {
  /** @default "2g" */
  type?: ConnectedType;
}

/** {@link Network} for the hosts of the device. */
export interface LocalNetwork extends Network {
  readonly state: Omit<ToldState<NetworkState>, "change">;
  readonly isOffline: boolean;
  /** How much of a body is handed over at a time while it is slow, so that its progress shows. */
  readonly chunkBytes: number | undefined;
  /** Takes every new connection. */
  carry(socket: Socket): void;
}

/** Smaller ones would hold up what runs when the network becomes fast again. */
const MIN_CHUNK_BYTES = 4096;
const TYPES: readonly ConnectedType[] = ["wifi", "2g", "3g", "4g", "5g", "unknown"];

/** Makes a network that is online by `wifi`. */
export function createNetwork(): LocalNetwork {
  const state = createState<NetworkState>({ type: "wifi", isWeak: false });
  const sockets = new Map<Socket, SlowSocket | undefined>();
  let link: Link | undefined;
  // Most devices are never slow, and their connections stay as they are.
  const slowed = (socket: Socket): SlowSocket | undefined => link && slowDown(socket, () => link);

  function connect(type: ConnectedType, next: Link | undefined): void {
    if (!TYPES.includes(type)) {
      throw new Error(`The network can't be of the type ${JSON.stringify(type)}. Use ${TYPES.join(", ")}.`);
    }
    link = next;
    for (const [socket, slow] of sockets) {
      if (slow === undefined) sockets.set(socket, slowed(socket));
      else slow.refresh();
    }
    state.change({ type, isWeak: link !== undefined });
  }

  return {
    state,
    get isOffline() {
      return state.currentSync().type === "none";
    },
    get chunkBytes() {
      return link && Math.max(link.pieceBytes, MIN_CHUNK_BYTES);
    },
    carry(socket) {
      sockets.set(socket, slowed(socket));
      socket.once("close", () => sockets.delete(socket));
    },
    offline() {
      state.change({ type: "none" });
      for (const socket of sockets.keys()) socket.destroy();
    },
    online: (type = "wifi") => connect(type, undefined),
    slow: ({ type = "2g", ...speed } = {}) => connect(type, new Link(speed)),
  };
}
