export { type MediaEvents, type OpenMedia } from "./clock-player.ts";
export * from "./clock-speaker.ts";
export { HeadlessView, type HeadlessPage } from "./headless-view.ts";
export { createPlainNode, findNode, PlainTree, textOf, type PlainNode } from "./plain-tree.ts";
