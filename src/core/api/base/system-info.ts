import type { Area, SystemInfo, SystemPort } from "../../ports/index.ts";
import type { AnyShape, Shape } from "../api.ts";
import { CLIENT_VERSION, SDK_VERSION } from "./platform-version.ts";

/** Result of `wx.getWindowInfo`. */
export interface WindowInfo {
  pixelRatio: number;
  /** CSS pixels, as all sizes here. */
  screenWidth: number;
  screenHeight: number;
  /** Area of a page. */
  windowWidth: number;
  windowHeight: number;
  statusBarHeight: number;
  safeArea: Area;
}

/** Result of `wx.getDeviceInfo`. */
export interface DeviceInfo {
  brand: string;
  model: string;
  platform: string;
  system: string;
  /** `-1`: unknown. */
  benchmarkLevel: number;
}

/** Result of `wx.getAppBaseInfo`. */
export interface AppBaseInfo {
  SDKVersion: string;
  /** The version of WeChat that we stand for. */
  version: string;
  language: string;
  theme: "light" | "dark";
  /** CSS pixels. */
  fontSizeSetting: number;
  enableDebug: boolean;
}

/** Result of `wx.getSystemInfo` and its sisters. */
export type FullSystemInfo = WindowInfo & DeviceInfo & AppBaseInfo;

const SAFE_AREA: AnyShape = { left: true, right: true, top: true, bottom: true, width: true, height: true };

/** The fields of {@link WindowInfo}. */
export const WINDOW_INFO_SHAPE: Shape<WindowInfo> = {
  pixelRatio: true,
  screenWidth: true,
  screenHeight: true,
  windowWidth: true,
  windowHeight: true,
  statusBarHeight: true,
  safeArea: SAFE_AREA,
};

/** The fields of {@link DeviceInfo}. */
export const DEVICE_INFO_SHAPE: Shape<DeviceInfo> = {
  brand: true,
  model: true,
  platform: true,
  system: true,
  benchmarkLevel: true,
};

/** The fields of {@link AppBaseInfo}. */
export const APP_BASE_INFO_SHAPE: Shape<AppBaseInfo> = {
  SDKVersion: true,
  version: true,
  language: true,
  theme: true,
  fontSizeSetting: true,
  enableDebug: true,
};

/** The fields of {@link FullSystemInfo}. */
export const SYSTEM_INFO_SHAPE: Shape<FullSystemInfo> = {
  ...WINDOW_INFO_SHAPE,
  ...DEVICE_INFO_SHAPE,
  ...APP_BASE_INFO_SHAPE,
};

/** Facts about the window as of now. */
export function readWindowInfo(system: SystemPort): WindowInfo {
  return toWindowInfo(system.infoSync());
}

/** Facts about the device. */
export function readDeviceInfo(system: SystemPort): DeviceInfo {
  return toDeviceInfo(system.infoSync());
}

/** Facts about the app's surroundings as of now. */
export function readAppBaseInfo(system: SystemPort): AppBaseInfo {
  return toAppBaseInfo(system.infoSync());
}

/** Everything at once. */
export function readSystemInfo(system: SystemPort): FullSystemInfo {
  const info = system.infoSync();
  return { ...toWindowInfo(info), ...toDeviceInfo(info), ...toAppBaseInfo(info) };
}

function toWindowInfo(info: SystemInfo): WindowInfo {
  const { pixelRatio, screenWidth, screenHeight, windowWidth, windowHeight, statusBarHeight, safeArea } = info;
  return {
    pixelRatio,
    screenWidth,
    screenHeight,
    windowWidth,
    windowHeight,
    statusBarHeight,
    safeArea: { ...safeArea },
  };
}

function toDeviceInfo({ brand, model, platform, system }: SystemInfo): DeviceInfo {
  return { brand, model, platform, system, benchmarkLevel: -1 };
}

function toAppBaseInfo({ language, theme, fontSizeSetting }: SystemInfo): AppBaseInfo {
  return {
    SDKVersion: SDK_VERSION,
    version: CLIENT_VERSION,
    language,
    theme,
    fontSizeSetting,
    enableDebug: false,
  };
}
