import { FRAME_READY, type FrameMessage, type ShellMessage } from "../../core/protocol/index.ts";

/** What a frame does, as the shell hears it. */
export interface FrameListener {
  /** A run of the app starts; it replaces the run before. */
  connected(): void;
  received(message: FrameMessage): void;
}

/** Talks with the app in a frame, through each of its reloads. */
export class FrameLink {
  readonly #frame: HTMLIFrameElement;
  readonly #listener: FrameListener;
  readonly #stop = new AbortController();
  #port: MessagePort | undefined;

  constructor(frame: HTMLIFrameElement, listener: FrameListener) {
    this.#frame = frame;
    this.#listener = listener;
    window.addEventListener("message", (event) => this.#connect(event), { signal: this.#stop.signal });
  }

  /** Does nothing while no app runs. */
  send(message: ShellMessage): void {
    this.#port?.postMessage(message);
  }

  close(): void {
    this.#stop.abort();
    this.#port?.close();
  }

  #connect(event: MessageEvent<unknown>): void {
    const { data, source } = event;
    if (source === null || source !== this.#frame.contentWindow) return;
    if (typeof data !== "object" || data === null || !("type" in data) || data.type !== FRAME_READY) return;
    const [port] = event.ports;
    if (port === undefined) return;
    this.#port?.close();
    this.#port = port;
    port.onmessage = (message: MessageEvent<FrameMessage>) => this.#listener.received(message.data);
    this.#listener.connected();
  }
}
