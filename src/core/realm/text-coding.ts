/** Decodes text, as `TextDecoder` does. */
export interface HostDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(bytes?: Uint8Array, options?: object): string;
}

/** Turns text into bytes and back, as the standard says. */
export interface TextCoding {
  /** Encodes as UTF-8. */
  encode(text: string): Uint8Array;
  createDecoder(label?: string, options?: object): HostDecoder;
}

/** The classes `TextEncoder` and `TextDecoder` of a realm that has none. */
export function createTextClasses(coding: TextCoding): { TextEncoder: unknown; TextDecoder: unknown } {
  return {
    TextEncoder: class TextEncoder {
      get encoding(): string {
        return "utf-8";
      }

      encode(text: unknown = ""): Uint8Array {
        return coding.encode(String(text));
      }

      encodeInto(text: unknown, target: Uint8Array): { read: number; written: number } {
        let read = 0;
        let written = 0;
        for (const character of String(text)) {
          const bytes = coding.encode(character);
          if (written + bytes.length > target.length) break;
          target.set(bytes, written);
          read += character.length;
          written += bytes.length;
        }
        return { read, written };
      }
    },
    TextDecoder: class TextDecoder {
      readonly #decoder: HostDecoder;

      constructor(label: unknown = "utf-8", options?: object) {
        this.#decoder = coding.createDecoder(String(label), options);
      }

      get encoding(): string {
        return this.#decoder.encoding;
      }

      get fatal(): boolean {
        return this.#decoder.fatal;
      }

      get ignoreBOM(): boolean {
        return this.#decoder.ignoreBOM;
      }

      decode(source?: ArrayBuffer | ArrayBufferView, options?: object): string {
        return this.#decoder.decode(source === undefined ? undefined : bytesOf(source), options);
      }
    },
  };
}

function bytesOf(source: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
