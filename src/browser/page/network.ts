import type { NetworkState, NetworkType, StatePort } from "../../core/ports/index.ts";

/** What some browsers tell of their network beside `onLine`. */
interface NetworkInformation extends EventTarget {
  /** The kind of network; browsers on computers hide it. */
  type?: string;
  /** How fast it is: `slow-2g`, `2g`, `3g` or `4g`, whatever its kind. */
  effectiveType?: string;
}

/** What this port needs of the window. */
export interface NetworkWindow extends Pick<Window, "addEventListener"> {
  readonly navigator: { readonly onLine: boolean; readonly connection?: NetworkInformation };
}

const SPEEDS = new Map<string | undefined, NetworkType>([
  ["slow-2g", "2g"],
  ["2g", "2g"],
  ["3g", "3g"],
  ["4g", "4g"],
]);

/** The network as the window knows it: whether there is one, and where the browser tells, of which kind or how fast it is. */
export function createNetwork(window: NetworkWindow): StatePort<NetworkState> {
  const { connection } = window.navigator;
  const read = (): NetworkState => readState(window.navigator);
  return {
    currentSync: read,
    onChange(listener) {
      let latest = JSON.stringify(read());
      const check = (): void => {
        const state = read();
        const text = JSON.stringify(state);
        if (text === latest) return;
        latest = text;
        listener(state);
      };
      const listening = new AbortController();
      window.addEventListener("online", check, { signal: listening.signal });
      window.addEventListener("offline", check, { signal: listening.signal });
      connection?.addEventListener("change", check, { signal: listening.signal });
      return () => listening.abort();
    },
  };
}

function readState({ onLine, connection }: NetworkWindow["navigator"]): NetworkState {
  if (!onLine || connection?.type === "none") return { type: "none" };
  const speed = SPEEDS.get(connection?.effectiveType);
  if (speed === undefined) return { type: toType(connection?.type) ?? "unknown" };
  return { type: toType(connection?.type) ?? speed, isWeak: speed === "2g" };
}

/** The platform knows a computer's cable as `wifi`, too; of phone networks the browser tells only the speed. */
function toType(type: string | undefined): NetworkType | undefined {
  return type === "wifi" || type === "ethernet" ? "wifi" : undefined;
}
