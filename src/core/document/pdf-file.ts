import type { ByteSource } from "../archive/index.ts";
import { invalidDocument } from "./invalid-document.ts";
import { decodeStream } from "./pdf-stream.ts";
import { numberOf, numbersOf, PdfReader, type PdfDictionary, type PdfValue } from "./pdf-value.ts";

const HEADER = "%PDF-";
const HEADER_BYTES = 1024;
const TAIL_BYTES = 2048;
const FIRST_WINDOW_BYTES = 16 * 1024;
const MAX_WINDOW_BYTES = 64 * 1024 * 1024;
/** A value that ends so close to the end of a window may go on behind it. */
const MARGIN_BYTES = 64;
/** More than any file was ever saved anew. */
const MAX_SECTIONS = 4096;

const OBJECT = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj/y;
const STREAM = /stream\r?\n/y;
const TABLE = /xref(?=[\0\t\n\f\r ])/y;
const SUBSECTION = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,10})(?![\0\t\n\f\r ]+[nf])/y;
const TABLE_ENTRY = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+([nf])/y;
const TRAILER = /trailer/y;

/** Where an object is: by itself, or as one of those in a stream. */
type Place = { position: number } | { container: number; index: number };

interface Stored {
  value: PdfValue;
  /** Where its bytes begin, if it is a stream. */
  streamPosition?: number;
}

/** A PDF as the objects that its list of objects leads to; nothing is guessed where the list is wrong. */
export class PdfFile {
  readonly #source: ByteSource;
  /** What stands before the file; positions do not count it. */
  readonly #start: number;
  readonly #places = new Map<number, Place>();
  /** The latest of its trailers. */
  trailer: PdfDictionary = new Map();

  private constructor(source: ByteSource, start: number) {
    this.#source = source;
    this.#start = start;
  }

  /** Reads the list of objects. Rejects with `invalid-data` without one. */
  static async open(source: ByteSource): Promise<PdfFile> {
    const start = toText(await source.read(0, HEADER_BYTES)).indexOf(HEADER);
    if (start < 0) throw invalidDocument("it does not begin as a PDF");
    const tail = toText(await source.read(Math.max(0, source.sizeBytes - TAIL_BYTES), TAIL_BYTES));
    const last = /startxref\s+(\d{1,12})\s+%%EOF(?!.*startxref)/s.exec(tail);
    if (last === null) throw invalidDocument("it does not end as a PDF");
    const file = new PdfFile(source, start);
    await file.#readSections(Number(last[1]));
    return file;
  }

  /** Whether what its objects say is unreadable without a password or a key. */
  get isEncrypted(): boolean {
    return this.trailer.has("Encrypt");
  }

  /** Whether an object is within a stream. */
  isPacked(object: number): boolean {
    const place = this.#places.get(object);
    return place !== undefined && "container" in place;
  }

  /** Follows a reference; other values are what they are. Rejects with `invalid-data` when it leads nowhere. */
  async resolve(value: PdfValue | undefined): Promise<PdfValue> {
    if (value?.kind !== "reference") return value ?? { kind: "other" };
    const place = this.#places.get(value.object);
    if (place === undefined) throw invalidDocument(`it has no object ${value.object}`);
    if ("position" in place) return (await this.#objectAt(place.position, value.object)).value;
    const container = this.#places.get(place.container);
    if (container === undefined || !("position" in container)) {
      throw invalidDocument(`its object ${value.object} is nowhere`);
    }
    const stored = await this.#objectAt(container.position, place.container);
    const text = toText(await this.#streamOf(stored));
    const dictionary = entriesOf(stored.value);
    const first = numberOf(dictionary.get("First")) ?? 0;
    const positions = new PdfReader(text.slice(0, first));
    let position: number | undefined;
    for (let index = 0; index <= place.index; index += 1) {
      positions.value();
      position = numberOf(positions.value());
    }
    return new PdfReader(text, first + (position ?? 0)).value();
  }

  /** Each section names the one before it; what is newer counts. */
  async #readSections(latest: number): Promise<void> {
    const seen = new Set<number>();
    const waiting: (number | undefined)[] = [latest];
    while (waiting.length > 0) {
      const position = waiting.shift();
      if (position === undefined || seen.has(position)) continue;
      seen.add(position);
      if (seen.size > MAX_SECTIONS) throw invalidDocument("it was saved too often");
      const trailer = (await this.#readTable(position)) ?? (await this.#readPackedTable(position));
      if (this.trailer.size === 0) this.trailer = trailer;
      waiting.unshift(numberOf(trailer.get("XRefStm")), numberOf(trailer.get("Prev")));
    }
  }

  /** Reads a list of objects that is text. Resolves with its trailer, or with nothing where the list is a stream. */
  #readTable(position: number): Promise<PdfDictionary | undefined> {
    return this.#readWith(position, (reader) => {
      if (reader.match(TABLE) === undefined) return undefined;
      const places = new Map<number, Place>();
      for (let subsection = reader.match(SUBSECTION); subsection !== undefined;) {
        let object = Number(subsection[1]);
        for (let entry = reader.match(TABLE_ENTRY); entry !== undefined; entry = reader.match(TABLE_ENTRY)) {
          if (entry[3] === "n") places.set(object, { position: Number(entry[1]) });
          object += 1;
        }
        subsection = reader.match(SUBSECTION);
      }
      if (reader.match(TRAILER) === undefined) throw invalidDocument("its list of objects is damaged");
      const trailer = entriesOf(reader.value());
      this.#addPlaces(places);
      return trailer;
    });
  }

  /** Reads a list of objects that is a stream. Resolves with its dictionary, which is the trailer. */
  async #readPackedTable(position: number): Promise<PdfDictionary> {
    const stored = await this.#objectAt(position);
    const dictionary = entriesOf(stored.value);
    const bytes = await this.#streamOf(stored);
    const [typeBytes = 0, secondBytes = 0, thirdBytes = 0] = numbersOf(dictionary.get("W")) ?? [];
    const entryBytes = typeBytes + secondBytes + thirdBytes;
    if (entryBytes === 0) throw invalidDocument("its list of objects is damaged");
    const index = numbersOf(dictionary.get("Index")) ?? [0, numberOf(dictionary.get("Size")) ?? 0];
    const places = new Map<number, Place>();
    let offset = 0;
    for (let pair = 0; pair < index.length; pair += 2) {
      const first = index[pair] ?? 0;
      for (let number = 0; number < (index[pair + 1] ?? 0) && offset < bytes.length; number += 1) {
        const second = readInteger(bytes, offset + typeBytes, secondBytes);
        const third = readInteger(bytes, offset + typeBytes + secondBytes, thirdBytes);
        const type = typeBytes === 0 ? 1 : readInteger(bytes, offset, typeBytes);
        if (type === 1) places.set(first + number, { position: second });
        else if (type === 2) places.set(first + number, { container: second, index: third });
        offset += entryBytes;
      }
    }
    this.#addPlaces(places);
    return dictionary;
  }

  #addPlaces(places: ReadonlyMap<number, Place>): void {
    for (const [object, place] of places) if (!this.#places.has(object)) this.#places.set(object, place);
  }

  #objectAt(position: number, object?: number): Promise<Stored> {
    return this.#readWith(position, (reader) => {
      const head = reader.match(OBJECT);
      if (head === undefined || (object !== undefined && Number(head[1]) !== object)) {
        throw invalidDocument(`it has no object at ${position}`);
      }
      const value = reader.value();
      const isStream = value.kind === "dictionary" && reader.match(STREAM) !== undefined;
      return isStream ? { value, streamPosition: position + reader.position } : { value };
    });
  }

  async #streamOf({ value, streamPosition }: Stored): Promise<Uint8Array<ArrayBuffer>> {
    const dictionary = entriesOf(value);
    const lengthBytes = numberOf(await this.resolve(dictionary.get("Length")));
    if (streamPosition === undefined || lengthBytes === undefined || lengthBytes > MAX_WINDOW_BYTES) {
      throw invalidDocument("one of its streams is damaged");
    }
    return decodeStream(await this.#source.read(this.#start + streamPosition, lengthBytes), dictionary);
  }

  /** Reads from a position on, in a window that grows until what is read lies in it. */
  async #readWith<Result>(position: number, read: (reader: PdfReader) => Result): Promise<Result> {
    for (let lengthBytes = FIRST_WINDOW_BYTES; ; lengthBytes *= 4) {
      const bytes = await this.#source.read(this.#start + position, lengthBytes);
      const isLast = bytes.length < lengthBytes || lengthBytes >= MAX_WINDOW_BYTES;
      const reader = new PdfReader(toText(bytes));
      try {
        const result = read(reader);
        if (isLast || reader.position < bytes.length - MARGIN_BYTES) return result;
      } catch (error) {
        if (isLast) throw error;
      }
    }
  }
}

/** The entries of a dictionary. Throws `invalid-data` for other values. */
export function entriesOf(value: PdfValue): PdfDictionary {
  if (value.kind !== "dictionary") throw invalidDocument("one of its objects is no dictionary");
  return value.entries;
}

function readInteger(bytes: Uint8Array, start: number, count: number): number {
  let integer = 0;
  for (let offset = 0; offset < count; offset += 1) integer = integer * 256 + (bytes[start + offset] ?? 0);
  return integer;
}

/** One character for each byte; only the ASCII ones matter. */
function toText(bytes: Uint8Array<ArrayBuffer>): string {
  return new TextDecoder("latin1").decode(bytes);
}
