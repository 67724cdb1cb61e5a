export { createDevice, type Device } from "./boot/device.ts";
export type { DeviceOptions } from "./boot/device-options.ts";
export type { Album, Answers, Picture, Presented } from "./host/index.ts";
