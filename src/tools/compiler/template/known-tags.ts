import { BUILT_INS } from "../../../core/protocol/index.ts";

/** Tags of WXML that are no components. */
const CONTROL_TAGS = ["block", "import", "include", "slot", "template", "wxs"];

/** Documented components of the platform, beyond those that are built in here. */
const PLATFORM_TAGS = [
  "ad",
  "ad-custom",
  "canvas",
  "channel-live",
  "channel-video",
  "checkbox",
  "checkbox-group",
  "cover-image",
  "cover-view",
  "draggable-sheet",
  "editor",
  "form",
  "functional-page-navigator",
  "grid-builder",
  "grid-view",
  "keyboard-accessory",
  "label",
  "list-builder",
  "list-view",
  "live-player",
  "live-pusher",
  "map",
  "match-media",
  "movable-area",
  "movable-view",
  "native-component",
  "navigation-bar",
  "navigator",
  "nested-scroll-body",
  "nested-scroll-header",
  "official-account",
  "open-container",
  "open-data",
  "page-container",
  "page-meta",
  "picker",
  "picker-view",
  "picker-view-column",
  "radio",
  "radio-group",
  "rich-text",
  "root-portal",
  "selection",
  "share-element",
  "slider",
  "snapshot",
  "span",
  "sticky-header",
  "sticky-section",
  "swiper",
  "swiper-item",
  "switch",
  "voip-room",
  "web-view",
];

/** Every tag that an app may use without naming a component. */
export const KNOWN_TAGS: ReadonlySet<string> = new Set([...Object.keys(BUILT_INS), ...CONTROL_TAGS, ...PLATFORM_TAGS]);

/** Tags that have no children: old markup leaves out their end. */
export const LEAF_TAGS: ReadonlySet<string> = new Set([
  "audio",
  "icon",
  "image",
  "import",
  "include",
  "input",
  "progress",
  "slider",
  "switch",
  "web-view",
]);
