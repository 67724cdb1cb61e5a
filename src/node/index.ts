export { createDevice, type Device } from "./boot/device.ts";
export type { ImageEdit, MediaKey, PixelRectangle, Stroke } from "../core/ports/index.ts";
export type { NowPlaying, Speaker } from "../core/headless/index.ts";
export { findNode, textOf, type PlainNode } from "../core/headless/index.ts";
export type { Launch } from "../core/logic/index.ts";
export type { Bundle } from "../core/protocol/index.ts";
export type { App } from "./boot/app.ts";
export type { DeviceOptions } from "./boot/device-options.ts";
export type { Page } from "./boot/page.ts";
export type {
  Album,
  AlbumItem,
  Answers,
  Camera,
  ChooserAnswer,
  ConnectedType,
  LinkSpeed,
  LocalMicrophone,
  MessageFile,
  MessageFiles,
  Network,
  OpenedDocument,
  OpenedPreview,
  Presented,
  SavedToDisk,
  SlowNetwork,
  VideoPartAnswer,
} from "./host/index.ts";
