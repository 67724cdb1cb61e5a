export { createDevice, type Device } from "./boot/device.ts";
export type { DeviceOptions } from "./boot/device-options.ts";
export type {
  Album,
  Answers,
  ConnectedType,
  LinkSpeed,
  Network,
  OpenedDocument,
  Picture,
  Presented,
  SlowNetwork,
} from "./host/index.ts";
