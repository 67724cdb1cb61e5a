/**
 * The operations of a patch. Each is followed by its operands, all integers: `node` is a node's number (never reused while
 * the node lives), `value` an index into {@link Patch.values}.
 */
export const PatchOperation = {
  /** `node value(tag) isHost` — an element that is in no tree yet; `isHost` is 1 for the host node of a custom component. */
  createElement: 1,
  /** `node value(text)` */
  createText: 2,
  /** `node` — the node's number is free again; a node that is still in the tree goes when its parent does. */
  release: 3,
  /** `parent before deleteCount insertCount node*` — puts the nodes in front of `before` (0: at the end), then removes `deleteCount` nodes from `before` on. */
  splice: 4,
  /** `node value(id)` */
  setId: 5,
  /** `node value(scope)` — the style scope that `:host` rules name. */
  setHost: 6,
  /** `node value(css)` — the inline style, with `rpx` units. */
  setStyle: 7,
  /** `node value(class)` */
  addClass: 8,
  /** `node value(class)` */
  removeClass: 9,
  /** `node` */
  clearClasses: 10,
  /** `node value(name) value` — name in kebab-case. */
  setAttribute: 11,
  /** `node value(name)` */
  removeAttribute: 12,
  /** `node value(text)` — of a text node. */
  setText: 13,
  /** `node value(type) flags` — the app listens to this event here; see {@link ListenFlag}. */
  listen: 14,
  /** `node value(name) isBound` — changes of this attribute by the person are reported (`model:value`). */
  bindModel: 15,
} as const;

/** How an app listens to an event. */
export const ListenFlag = {
  /** In the capture phase. */
  capture: 1,
  /** `catch…`: the event goes no further. */
  final: 2,
} as const;

/** One batch of changes to one page, sent once a microtask. */
export interface Patch {
  /** Operation codes, each with its operands. Its buffer is transferred, not copied. */
  operations: Int32Array<ArrayBuffer>;
  /** Strings and attribute values that the operations refer to. */
  values: unknown[];
}

/** A patch that breaks the protocol; the app that sent it must end. */
export class PatchError extends Error {
  override readonly name = "PatchError";
}
