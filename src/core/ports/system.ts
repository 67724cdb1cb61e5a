/** Rectangle in CSS pixels. */
export interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
  width: number;
  height: number;
}

/** Facts about the device and the window; a plain object that survives a structured clone. */
export interface SystemInfo {
  brand: string;
  model: string;
  /** `ios`, `android`, `ohos`, `windows`, `mac` or `devtools`. */
  platform: string;
  /** Operating system and version, such as `Linux 6.1`. */
  system: string;
  language: string;
  theme: "light" | "dark";
  pixelRatio: number;
  /** Whole screen, CSS pixels. */
  screenWidth: number;
  screenHeight: number;
  /** Area of a page: the screen less navigation bar and tab bar, CSS pixels. */
  windowWidth: number;
  windowHeight: number;
  statusBarHeight: number;
  /** CSS pixels. */
  fontSizeSetting: number;
  safeArea: Area;
}

/** The device and its window. */
export interface SystemPort {
  /** The state of now. */
  infoSync(): SystemInfo;
  /** Calls back after a change of window size, theme or language, until the returned function is called. */
  onChange(listener: (info: SystemInfo) => void): () => void;
}
