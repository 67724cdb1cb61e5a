import type { Extent } from "./extents.ts";
import { StoredFile } from "./stored-file.ts";

/** A directory of the volume. */
export interface Directory {
  readonly modifiedMs: number;
  readonly entries: Map<string, TreeNode>;
}

/** What a path leads to. */
export type TreeNode = StoredFile | Directory;

/** Names from the root of the volume to a file or directory; the first is that of the area. */
export type Names = readonly string[];

/** A change of the tree, as it is kept. */
export type TreeChange =
  | readonly [type: "mkdir", names: Names, modifiedMs: number]
  /** Gives a new file its path, in the place of the file that is there. */
  | readonly [type: "put", names: Names, id: number, modifiedMs: number, extents: readonly Extent[]]
  | readonly [type: "move", names: Names, newNames: Names]
  | readonly [type: "remove", names: Names]
  /** Gives a file new content. */
  | readonly [type: "content", id: number, modifiedMs: number, extents: readonly Extent[]];

/** Paths and what they lead to, as they follow from all changes. */
export class Tree {
  readonly #root: Directory = { modifiedMs: 0, entries: new Map() };
  readonly #files = new Map<number, StoredFile>();
  #lastId = 0;

  /** All files that have a path. */
  get files(): StoredFile[] {
    return [...this.#files.values()];
  }

  /** A number that no file ever had. */
  nextId(): number {
    return this.#lastId + 1;
  }

  find(names: Names): TreeNode | undefined {
    let node: TreeNode | undefined = this.#root;
    for (const name of names) {
      if (!isDirectory(node)) return undefined;
      node = node.entries.get(name);
    }
    return node;
  }

  /** Does a change, whose parents are there, and returns the files that lost their path. */
  apply(change: TreeChange): StoredFile[] {
    switch (change[0]) {
      case "mkdir":
        return this.#place(change[1], { modifiedMs: change[2], entries: new Map() });
      case "put": {
        const [, names, id, modifiedMs, extents] = change;
        const file = new StoredFile(id, modifiedMs, extents);
        this.#lastId = Math.max(this.#lastId, id);
        this.#files.set(id, file);
        return this.#place(names, file);
      }
      case "move": {
        const [, names, newNames] = change;
        const node = this.#take(names);
        return node === undefined ? [] : this.#place(newNames, node);
      }
      case "remove":
        return this.#unlink(this.#take(change[1]));
      case "content": {
        const [, id, modifiedMs, extents] = change;
        const file = this.#files.get(id);
        if (file !== undefined) Object.assign(file, { modifiedMs, extents });
        return [];
      }
    }
  }

  /** The fewest changes that lead from nothing to this tree. */
  *changes(): Generator<TreeChange> {
    yield* changesBelow(this.#root, []);
  }

  #place(names: Names, node: TreeNode): StoredFile[] {
    const replaced = this.#take(names);
    const parent = this.find(names.slice(0, -1));
    if (isDirectory(parent)) parent.entries.set(names.at(-1) ?? "", node);
    return this.#unlink(replaced);
  }

  #take(names: Names): TreeNode | undefined {
    const parent = this.find(names.slice(0, -1));
    const name = names.at(-1) ?? "";
    const node = isDirectory(parent) ? parent.entries.get(name) : undefined;
    if (isDirectory(parent)) parent.entries.delete(name);
    return node;
  }

  #unlink(node: TreeNode | undefined): StoredFile[] {
    if (node === undefined) return [];
    if (isDirectory(node)) return [...node.entries.values()].flatMap((child) => this.#unlink(child));
    node.isLinked = false;
    this.#files.delete(node.id);
    return [node];
  }
}

/** Tells a directory from a file and from nothing. */
export function isDirectory(node: TreeNode | undefined): node is Directory {
  return node !== undefined && !(node instanceof StoredFile);
}

function* changesBelow({ entries }: Directory, names: Names): Generator<TreeChange> {
  for (const [name, node] of entries) {
    const path = [...names, name];
    if (isDirectory(node)) {
      yield ["mkdir", path, node.modifiedMs];
      yield* changesBelow(node, path);
    } else {
      yield ["put", path, node.id, node.modifiedMs, node.extents];
    }
  }
}
