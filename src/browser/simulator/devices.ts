/** A phone whose size the simulator takes, CSS pixels. */
export interface SimulatedDevice {
  name: string;
  width: number;
  height: number;
  statusBarHeight: number;
}

/** Sizes that are in common use. */
export const DEVICES: readonly [SimulatedDevice, ...SimulatedDevice[]] = [
  { name: "iPhone X", width: 375, height: 812, statusBarHeight: 44 },
  { name: "iPhone SE", width: 375, height: 667, statusBarHeight: 20 },
  { name: "iPhone 15 Pro", width: 393, height: 852, statusBarHeight: 54 },
  { name: "iPhone 15 Pro Max", width: 430, height: 932, statusBarHeight: 54 },
  { name: "Android 360", width: 360, height: 800, statusBarHeight: 24 },
  { name: "Android 412", width: 412, height: 915, statusBarHeight: 24 },
  { name: "iPhone 5", width: 320, height: 568, statusBarHeight: 20 },
];
