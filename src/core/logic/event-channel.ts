type Listener = (...values: unknown[]) => void;

interface Entry {
  listener: Listener;
  isOnce: boolean;
}

/**
 * Events between a page and the page that it opened.
 *
 * Events that nobody listens to yet are kept for the first listener, because `success` of `navigateTo`, where the opener emits, comes
 * before the `onLoad` in which the opened page starts to listen.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/route/EventChannel.html
 */
export class EventChannel {
  readonly #entries = new Map<string, Entry[]>();
  readonly #unheard = new Map<string, unknown[][]>();
  readonly #reportError: (error: unknown) => void;

  constructor(reportError: (error: unknown) => void) {
    this.#reportError = reportError;
  }

  emit(name: string, ...values: unknown[]): void {
    const entries = this.#entries.get(name) ?? [];
    if (entries.length === 0) {
      this.#unheard.set(name, [...(this.#unheard.get(name) ?? []), values]);
      return;
    }
    for (const entry of entries.slice()) {
      if (entry.isOnce) this.off(name, entry.listener);
      this.#call(entry.listener, values);
    }
  }

  on(name: string, listener: Listener): void {
    this.#add(name, { listener, isOnce: false });
  }

  once(name: string, listener: Listener): void {
    this.#add(name, { listener, isOnce: true });
  }

  off(name: string, listener?: Listener): void {
    const left =
      listener === undefined ? [] : (this.#entries.get(name) ?? []).filter((entry) => entry.listener !== listener);
    this.#entries.set(name, left);
  }

  #add(name: string, entry: Entry): void {
    if (typeof entry.listener !== "function") return;
    this.#entries.set(name, [...(this.#entries.get(name) ?? []), entry]);
    const unheard = this.#unheard.get(name) ?? [];
    this.#unheard.delete(name);
    for (const values of unheard) this.emit(name, ...values);
  }

  #call(listener: Listener, values: unknown[]): void {
    try {
      listener(...values);
    } catch (error) {
      this.#reportError(error);
    }
  }
}
