import { PatchError, PatchOperation as Op, type Patch } from "./patch.ts";

/** A tree that patches are applied to: the DOM, or a plain tree. `N` is its node. */
export interface PatchTarget<N> {
  /** Rejects a tag that is not a plain lower-case name by throwing a {@link PatchError}. */
  createElement(tag: string, isHost: boolean, node: number): N;
  createText(text: string, node: number): N;
  /** Puts `nodes` in front of `before` (`null`: at the end), then removes `deleteCount` nodes from `before` on. */
  splice(parent: N, before: N | null, deleteCount: number, nodes: N[]): void;
  setId(node: N, id: string): void;
  setHost(node: N, scope: string): void;
  setStyle(node: N, css: string): void;
  addClass(node: N, name: string): void;
  removeClass(node: N, name: string): void;
  clearClasses(node: N): void;
  setAttribute(node: N, name: string, value: unknown): void;
  removeAttribute(node: N, name: string): void;
  setText(node: N, text: string): void;
  listen(node: N, type: string, flags: number): void;
  bindModel(node: N, name: string, isBound: boolean): void;
  /** The node's number is free again. */
  release(node: N): void;
}

/** The number of the page's root, which is there before the first patch. */
export const ROOT_NODE = 1;

/** After so many operations, or so many nodes put into the tree, a patch may rest. */
const PIECE_OPERATIONS = 2048;
const PIECE_NODES = 100;

/** Where a patch rests: after operations that built nodes, or after nodes came into the tree, which costs a layout. */
export type PatchRest = "operations" | "nodes";

/** Applies patches to one tree and keeps its table of node numbers. Nothing in a patch is trusted: what breaks the protocol throws a {@link PatchError}. */
export class PatchReader<N> {
  readonly #target: PatchTarget<N>;
  readonly #nodes = new Map<number, N>();

  constructor(target: PatchTarget<N>, root: N) {
    this.#target = target;
    this.#nodes.set(ROOT_NODE, root);
  }

  /** How many nodes live. */
  get size(): number {
    return this.#nodes.size;
  }

  /** The node of this number, if it lives. */
  node(number: number): N | undefined {
    return this.#nodes.get(number);
  }

  apply(patch: Patch): void {
    const pieces = this.applyInPieces(patch);
    while (pieces.next().done !== true);
  }

  /** Applies a patch with rests, at which the tree is sound; nothing else may be applied before it is done. */
  *applyInPieces(patch: Patch): Generator<PatchRest, void, void> {
    const { operations, values } = patch;
    if (!(operations instanceof Int32Array) || !Array.isArray(values))
      throw new PatchError("A patch is an Int32Array and a list of values");
    const target = this.#target;
    let at = 0;
    const integer = (): number => {
      const value = operations[at++];
      if (value === undefined) throw new PatchError(`The patch ends inside an operation, at ${operations.length}`);
      return value;
    };
    const value = (): unknown => {
      const index = integer();
      if (index < 0 || index >= values.length) throw new PatchError(`The patch has no value ${index}`);
      return values[index];
    };
    const text = (): string => {
      const string = value();
      if (typeof string !== "string") throw new PatchError(`Expected a string at ${at - 1}, got ${typeof string}`);
      return string;
    };
    const count = (): number => {
      const number = integer();
      if (number < 0) throw new PatchError(`Expected a count at ${at - 1}, got ${number}`);
      return number;
    };
    const node = (number: number = integer()): N => {
      const found = this.#nodes.get(number);
      if (found === undefined) throw new PatchError(`There is no node ${number}`);
      return found;
    };
    const fresh = (): number => {
      const number = integer();
      if (number <= ROOT_NODE || this.#nodes.has(number))
        throw new PatchError(`The node number ${number} can't be used`);
      return number;
    };
    for (let done = 1; at < operations.length; done++) {
      if (done % PIECE_OPERATIONS === 0) yield "operations";
      const operation = integer();
      switch (operation) {
        case Op.createElement: {
          const number = fresh();
          const tag = text();
          this.#nodes.set(number, target.createElement(tag, integer() === 1, number));
          break;
        }
        case Op.createText: {
          const number = fresh();
          this.#nodes.set(number, target.createText(text(), number));
          break;
        }
        case Op.release: {
          const number = integer();
          const released = node(number);
          if (number === ROOT_NODE) throw new PatchError("The root can't be released");
          this.#nodes.delete(number);
          target.release(released);
          break;
        }
        case Op.splice: {
          const parent = node();
          const number = integer();
          const before = number === 0 ? null : node(number);
          const deleteCount = count();
          let left = count();
          for (; left > PIECE_NODES; left -= PIECE_NODES) {
            target.splice(
              parent,
              before,
              0,
              Array.from({ length: PIECE_NODES }, () => node()),
            );
            yield "nodes";
          }
          target.splice(
            parent,
            before,
            deleteCount,
            Array.from({ length: left }, () => node()),
          );
          break;
        }
        case Op.setId:
          target.setId(node(), text());
          break;
        case Op.setHost:
          target.setHost(node(), text());
          break;
        case Op.setStyle:
          target.setStyle(node(), text());
          break;
        case Op.addClass:
          target.addClass(node(), text());
          break;
        case Op.removeClass:
          target.removeClass(node(), text());
          break;
        case Op.clearClasses:
          target.clearClasses(node());
          break;
        case Op.setAttribute:
          target.setAttribute(node(), text(), value());
          break;
        case Op.removeAttribute:
          target.removeAttribute(node(), text());
          break;
        case Op.setText:
          target.setText(node(), text());
          break;
        case Op.listen:
          target.listen(node(), text(), integer());
          break;
        case Op.bindModel:
          target.bindModel(node(), text(), integer() === 1);
          break;
        default:
          throw new PatchError(`There is no operation ${operation}, at ${at - 1}`);
      }
    }
  }
}
