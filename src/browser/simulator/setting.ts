/** A choice of the person that outlives a reload. */
export class Setting<T extends string> {
  readonly #key: string;
  readonly #values: readonly T[];
  readonly #initial: T;
  readonly #storage: Storage;

  constructor(name: string, values: readonly T[], initial: T, storage: Storage = localStorage) {
    this.#key = `minihost.simulator.${name}`;
    this.#values = values;
    this.#initial = initial;
    this.#storage = storage;
  }

  get value(): T {
    const stored = this.#storage.getItem(this.#key);
    return this.#values.find((value) => value === stored) ?? this.#initial;
  }

  set value(value: T) {
    this.#storage.setItem(this.#key, value);
  }
}
