/** What a device is connected by, in the platform's words. */
export type NetworkType = "wifi" | "2g" | "3g" | "4g" | "5g" | "unknown" | "none";

/** How a device is connected; a plain object that survives a structured clone. */
export interface NetworkState {
  type: NetworkType;
  /** Whether the network is so bad that an app should ask little of it; absent where the host can't tell. */
  isWeak?: boolean;
}
