import { invalidDocument } from "./invalid-document.ts";
import { inflateZlib } from "../archive/index.ts";
import { numberOf, type PdfDictionary, type PdfValue } from "./pdf-value.ts";

const MAX_STREAM_BYTES = 64 * 1024 * 1024;
const FIRST_PNG_PREDICTOR = 10;

/** Undoes the compression of a stream. Throws `invalid-data` for one that lists of objects never have. */
export function decodeStream(bytes: Uint8Array<ArrayBuffer>, dictionary: PdfDictionary): Uint8Array<ArrayBuffer> {
  const filter = firstOf(dictionary.get("Filter"));
  if (filter === undefined) return bytes;
  if (filter.kind !== "name" || filter.name !== "FlateDecode") throw invalidDocument("it is packed in an unknown way");
  const inflated = inflateZlib(bytes, MAX_STREAM_BYTES);
  const parameters = firstOf(dictionary.get("DecodeParms"));
  if (parameters?.kind !== "dictionary") return inflated;
  const predictor = numberOf(parameters.entries.get("Predictor")) ?? 1;
  if (predictor === 1) return inflated;
  if (predictor < FIRST_PNG_PREDICTOR) throw invalidDocument(`it is packed with the unknown predictor ${predictor}`);
  return undoPrediction(inflated, numberOf(parameters.entries.get("Columns")) ?? 1);
}

/** One filter may stand alone or in a list of one. */
function firstOf(value: PdfValue | undefined): PdfValue | undefined {
  if (value?.kind !== "array") return value;
  if (value.items.length > 1) throw invalidDocument("it is packed more than once");
  return value.items[0];
}

/** Undoes the filters of PNG: each row begins with the number of its filter and tells differences to its neighbours. */
function undoPrediction(bytes: Uint8Array<ArrayBuffer>, columns: number): Uint8Array<ArrayBuffer> {
  const rows = Math.ceil(bytes.length / (columns + 1));
  const result = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const filter = bytes[row * (columns + 1)] ?? 0;
    const start = row * columns;
    for (let column = 0; column < columns; column += 1) {
      const left = column === 0 ? 0 : (result[start + column - 1] ?? 0);
      const above = row === 0 ? 0 : (result[start + column - columns] ?? 0);
      const corner = row === 0 || column === 0 ? 0 : (result[start + column - columns - 1] ?? 0);
      const difference = bytes[row * (columns + 1) + 1 + column] ?? 0;
      result[start + column] = difference + predict(filter, left, above, corner);
    }
  }
  return result;
}

function predict(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return Math.floor((left + above) / 2);
    case 4:
      return nearest(left, above, corner);
    default:
      throw invalidDocument(`it is packed with the unknown filter ${filter}`);
  }
}

function nearest(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const toLeft = Math.abs(estimate - left);
  const toAbove = Math.abs(estimate - above);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
