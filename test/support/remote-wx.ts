import type { OpenApp } from "./dev-session.ts";

type Listener = (...values: unknown[]) => void;

interface Command {
  id?: number;
  task?: number;
  method: string;
  values: unknown[];
}

/** A line that the app in test/fixtures/apps/remote writes. */
type Line =
  | { listener: number; values: unknown[]; identities: number[] }
  | { resolved: number; value: unknown }
  | { rejected: number; value: unknown };

/** The `wx` of an app in a browser, called from a test outside: calls of one turn run in one turn there, in the same order. */
export class RemoteWx {
  readonly #app: OpenApp;
  readonly #listeners = new Map<number, Listener>();
  readonly #ids = new Map<Listener, number>();
  readonly #identities = new Map<number, unknown>();
  readonly #answers = new Map<number, { resolve: Listener; reject: Listener }>();
  #batch: Command[] = [];
  #nextId = 1;
  #sent: Promise<unknown> = Promise.resolve();

  /** `app` runs the fixture app `remote`. */
  static async connect(app: OpenApp): Promise<RemoteWx> {
    const remote = new RemoteWx(app);
    await app.page.exposeFunction("tellTest", (line: string) => remote.#take(JSON.parse(line) as Line));
    await app.frame.evaluate(() => {
      const root = document.querySelector(".pages > div")?.shadowRoot;
      const told = new WeakSet<Node>();
      // A line's text is set before it goes into the tree.
      const look = (): void => {
        for (const line of root?.querySelectorAll(".line") ?? []) {
          if (told.has(line) || line.textContent === "") continue;
          told.add(line);
          (globalThis as unknown as { tellTest: (line: string) => void }).tellTest(line.textContent ?? "");
        }
      };
      if (root) new MutationObserver(look).observe(root, { childList: true, subtree: true, characterData: true });
    });
    return remote;
  }

  private constructor(app: OpenApp) {
    this.#app = app;
  }

  /** An object whose methods are those of the app's `wx`. APIs named in `tasks` return a task with these methods, the others a promise. */
  proxy(tasks: Readonly<Record<string, readonly string[]>>): Record<string, (...values: unknown[]) => unknown> {
    return new Proxy(
      {},
      {
        get: (_target, method) => {
          if (typeof method !== "string" || method === "then") return undefined;
          return (...values: unknown[]) => this.#call(method, values, tasks[method]);
        },
      },
    );
  }

  /** Resolves when all calls have reached the app; the page must stay open until then. */
  async settled(): Promise<void> {
    await this.#sent;
  }

  #call(method: string, values: unknown[], taskMethods: readonly string[] | undefined): unknown {
    const id = this.#nextId++;
    this.#queue({ id, method, values: values.map((value) => this.#encode(value)) });
    if (taskMethods === undefined) return new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    return Object.fromEntries(
      taskMethods.map((name) => [
        name,
        (...parameters: unknown[]) =>
          this.#queue({ task: id, method: name, values: parameters.map((value) => this.#encode(value)) }),
      ]),
    );
  }

  #queue(command: Command): void {
    this.#batch.push(command);
    if (this.#batch.length > 1) return;
    queueMicrotask(() => {
      const text = JSON.stringify(this.#batch);
      this.#batch = [];
      const input = this.#app.frame.locator("wx-input.commands input");
      this.#sent = this.#sent.then(() => input.fill(text));
    });
  }

  #encode(value: unknown): unknown {
    if (value === undefined) return { $undefined: true };
    if (typeof value === "function") return { $listener: this.#idOf(value as Listener) };
    if (Array.isArray(value)) return value.map((item) => this.#encode(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#encode(item)]));
  }

  #idOf(listener: Listener): number {
    let id = this.#ids.get(listener);
    if (id === undefined) {
      id = this.#nextId++;
      this.#ids.set(listener, id);
      this.#listeners.set(id, listener);
    }
    return id;
  }

  #take(line: Line): void {
    if ("listener" in line) {
      const { values, identities } = line;
      const known = identities.map((identity, index) => {
        if (!this.#identities.has(identity)) this.#identities.set(identity, values[index]);
        return this.#identities.get(identity);
      });
      this.#listeners.get(line.listener)?.(...known);
    }
    if ("resolved" in line) this.#answers.get(line.resolved)?.resolve(line.value);
    if ("rejected" in line) this.#answers.get(line.rejected)?.reject(line.value);
  }
}
