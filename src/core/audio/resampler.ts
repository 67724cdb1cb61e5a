/** How many waves of its sinc the filter has on each side: enough for a stop band of 80 dB with a narrow slope. */
const ZERO_CROSSINGS = 24;
/** Of the lower of the two Nyquist frequencies, so much passes; the rest is the slope of the filter. */
const PASSED = 0.93;
/** Shape of the Kaiser window: 80 dB. */
const BETA = 8;

/**
 * Changes the sample rate of one channel that comes in pieces, with a windowed sinc: what the new rate can't carry is filtered out, and does
 * not come back as another tone.
 */
export class Resampler {
  readonly #sourceRate: number;
  readonly #targetRate: number;
  /** How far one output sample reaches to each side, in input samples. */
  readonly #reach: number;
  readonly #cutoff: number;
  /** The output samples lie at so many places between two input samples; the filter of a place is made when it is first needed. */
  readonly #filters = new Map<number, Float64Array>();
  /** The input that is still needed; it starts with the silence before the first sample. */
  #input: Float32Array;
  /** Index of the first of them. */
  #inputStart: number;
  #takenCount = 0;
  #givenCount = 0;

  constructor(sourceRate: number, targetRate: number) {
    const divisor = greatestCommonDivisor(sourceRate, targetRate);
    this.#sourceRate = sourceRate / divisor;
    this.#targetRate = targetRate / divisor;
    const ratio = Math.min(1, targetRate / sourceRate);
    this.#reach = Math.ceil(ZERO_CROSSINGS / ratio);
    this.#cutoff = ratio * PASSED;
    this.#input = new Float32Array(this.#reach);
    this.#inputStart = -this.#reach;
  }

  /** Takes samples and returns those that they make complete. */
  push(samples: Float32Array): Float32Array {
    if (this.#sourceRate === this.#targetRate) return samples;
    this.#takenCount += samples.length;
    this.#append(samples);
    return this.#produce(this.#countUpTo(this.#takenCount - this.#reach));
  }

  /** Returns the last samples: as many as make the output as long as the input. */
  finish(): Float32Array {
    if (this.#sourceRate === this.#targetRate) return new Float32Array();
    this.#append(new Float32Array(this.#reach + 1));
    return this.#produce(Math.round((this.#takenCount * this.#targetRate) / this.#sourceRate));
  }

  #append(samples: Float32Array): void {
    const needed = Math.floor((this.#givenCount * this.#sourceRate) / this.#targetRate) - this.#reach;
    const kept = this.#input.subarray(Math.max(0, needed - this.#inputStart));
    const joined = new Float32Array(kept.length + samples.length);
    joined.set(kept);
    joined.set(samples, kept.length);
    this.#inputStart += this.#input.length - kept.length;
    this.#input = joined;
  }

  /** How many output samples lie before this input sample. */
  #countUpTo(index: number): number {
    return Math.max(0, Math.ceil((index * this.#targetRate) / this.#sourceRate));
  }

  #produce(count: number): Float32Array {
    const output = new Float32Array(Math.max(0, count - this.#givenCount));
    for (let index = 0; index < output.length; index += 1) {
      const position = (this.#givenCount + index) * this.#sourceRate;
      const filter = this.#filterAt(position % this.#targetRate);
      const first = Math.floor(position / this.#targetRate) - this.#reach + 1 - this.#inputStart;
      let sum = 0;
      // Both are as long as this says: a check of each of them would cost more than the sum.
      for (let tap = 0; tap < filter.length; tap += 1) sum += (filter[tap] ?? 0) * (this.#input[first + tap] ?? 0);
      output[index] = sum;
    }
    this.#givenCount += output.length;
    return output;
  }

  #filterAt(place: number): Float64Array {
    let filter = this.#filters.get(place);
    if (filter === undefined) {
      filter = this.#makeFilter(place / this.#targetRate);
      this.#filters.set(place, filter);
    }
    return filter;
  }

  /** Makes the weights of the input samples around an output sample that lies `offset` behind one of them; together they are 1. */
  #makeFilter(offset: number): Float64Array {
    const filter = Float64Array.from({ length: 2 * this.#reach }, (_, tap) => {
      const distance = tap - this.#reach + 1 - offset;
      return sinc(distance * this.#cutoff) * kaiser(distance / this.#reach);
    });
    const total = filter.reduce((sum, weight) => sum + weight, 0);
    return filter.map((weight) => weight / total);
  }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The Kaiser window from -1 to 1. */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
}

/** The modified Bessel function of order 0, by its series. */
function bessel(x: number): number {
  let sum = 1;
  for (let term = 1, index = 1; term > sum * 1e-12; index += 1) {
    term *= (x / (2 * index)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
