// Runs in the thread that renders sound: hands what the microphone hears to the Worker that encodes it, past the page.

/** So many samples go in one message, a hundredth of a second. */
const BATCH_SAMPLES = 512;

/** What the page says. */
interface CaptureCommand {
  /** Where the samples go; comes once, with the first command. */
  samples?: MessagePort;
  isRecording: boolean;
}

class CaptureProcessor extends AudioWorkletProcessor {
  #samples: MessagePort | undefined;
  #isRecording = false;
  #batch: Float32Array<ArrayBuffer>[] = [];
  #filled = 0;
  #hasHeard = false;

  constructor() {
    super();
    this.port.addEventListener("message", ({ data }: MessageEvent<CaptureCommand>) => {
      this.#samples = data.samples ?? this.#samples;
      this.#isRecording = data.isRecording;
      if (!this.#isRecording) this.#send();
    });
    this.port.start();
  }

  process([channels = []]: readonly (readonly Float32Array[])[]): boolean {
    const length = channels[0]?.length ?? 0;
    if (length > 0 && !this.#hasHeard) {
      this.#hasHeard = true;
      // Tells the page that the microphone is really there.
      this.port.postMessage({});
    }
    if (!this.#isRecording || length === 0) return true;
    if (this.#filled === 0) this.#batch = channels.map(() => new Float32Array(BATCH_SAMPLES));
    for (const [index, channel] of channels.entries()) this.#batch[index]?.set(channel, this.#filled);
    this.#filled += length;
    if (this.#filled + length > BATCH_SAMPLES) this.#send();
    return true;
  }

  #send(): void {
    if (this.#filled === 0) return;
    const channels = this.#batch.map((channel) => channel.slice(0, this.#filled));
    this.#filled = 0;
    this.#samples?.postMessage(
      channels,
      channels.map(({ buffer }) => buffer),
    );
  }
}

registerProcessor("capture", CaptureProcessor);
