import { PatchOperation as Op, type Patch } from "./patch.ts";

/** Collects operations until {@link PatchWriter.take}. */
export class PatchWriter {
  #operations = new Int32Array(256);
  #length = 0;
  #values: unknown[] = [];
  #strings = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  createElement(node: number, tag: string, isHost: boolean): void {
    this.#write(Op.createElement, node, this.#value(tag), isHost ? 1 : 0);
  }

  createText(node: number, text: string): void {
    this.#write(Op.createText, node, this.#value(text));
  }

  release(node: number): void {
    this.#write(Op.release, node);
  }

  /** `before` 0 stands for the end of `parent`. */
  splice(parent: number, before: number, deleteCount: number, nodes: readonly number[]): void {
    this.#write(Op.splice, parent, before, deleteCount, nodes.length, ...nodes);
  }

  setId(node: number, id: string): void {
    this.#write(Op.setId, node, this.#value(id));
  }

  setHost(node: number, scope: string): void {
    this.#write(Op.setHost, node, this.#value(scope));
  }

  setStyle(node: number, css: string): void {
    this.#write(Op.setStyle, node, this.#value(css));
  }

  addClass(node: number, name: string): void {
    this.#write(Op.addClass, node, this.#value(name));
  }

  removeClass(node: number, name: string): void {
    this.#write(Op.removeClass, node, this.#value(name));
  }

  clearClasses(node: number): void {
    this.#write(Op.clearClasses, node);
  }

  setAttribute(node: number, name: string, value: unknown): void {
    this.#write(Op.setAttribute, node, this.#value(name), this.#value(value));
  }

  removeAttribute(node: number, name: string): void {
    this.#write(Op.removeAttribute, node, this.#value(name));
  }

  setText(node: number, text: string): void {
    this.#write(Op.setText, node, this.#value(text));
  }

  /** `flags` are of `ListenFlag`. */
  listen(node: number, type: string, flags: number): void {
    this.#write(Op.listen, node, this.#value(type), flags);
  }

  bindModel(node: number, name: string, isBound: boolean): void {
    this.#write(Op.bindModel, node, this.#value(name), isBound ? 1 : 0);
  }

  /** Hands over what was collected and starts anew. */
  take(): Patch {
    const patch = { operations: this.#operations.slice(0, this.#length), values: this.#values };
    this.#length = 0;
    this.#values = [];
    this.#strings.clear();
    return patch;
  }

  #write(...integers: number[]): void {
    if (this.#length + integers.length > this.#operations.length) {
      const larger = new Int32Array(Math.max(this.#operations.length * 2, this.#length + integers.length));
      larger.set(this.#operations);
      this.#operations = larger;
    }
    this.#operations.set(integers, this.#length);
    this.#length += integers.length;
  }

  #value(value: unknown): number {
    if (typeof value !== "string") return this.#values.push(value) - 1;
    let index = this.#strings.get(value);
    if (index === undefined) {
      index = this.#values.push(value) - 1;
      this.#strings.set(value, index);
    }
    return index;
  }
}
