/** What a microphone hears: samples that go on for ever. */
export interface Sound {
  readonly sampleRate: number;
  /** Gives so many samples from `position`, an array for each channel. */
  read(position: number, count: number): Float32Array[];
}

const TONE_RATE = 48_000;
const TONE_AMPLITUDE = 0.5;

/** Makes a tone, a sine of half the full amplitude; one of 0 Hz is silence. */
export function createTone(frequencyHz: number): Sound {
  return {
    sampleRate: TONE_RATE,
    read: (position, count) => [
      Float32Array.from({ length: count }, (_, index) => {
        return TONE_AMPLITUDE * Math.sin((2 * Math.PI * frequencyHz * (position + index)) / TONE_RATE);
      }),
    ],
  };
}

/** Makes a sound of samples, which are repeated. */
export function createLoop(sampleRate: number, channels: readonly Float32Array[]): Sound {
  return {
    sampleRate,
    read: (position, count) =>
      channels.map((channel) =>
        Float32Array.from({ length: count }, (_, index) => channel[(position + index) % channel.length] ?? 0),
      ),
  };
}
