import { scanXml } from "../../../core/document/index.ts";
import { formatCell } from "./cell-format.ts";
import type { CellStyle, Workbook } from "./workbook.ts";

/** One cell that has something in it. */
export interface Cell {
  /** 0 for A. */
  column: number;
  text: string;
  isNumber: boolean;
  style?: CellStyle;
}

/** One row; the ones between two rows that are told are empty. */
export interface Row {
  /** From 0. */
  index: number;
  cells: Cell[];
}

/** Cells that are one, the first in the corner. */
export interface Merge {
  row: number;
  column: number;
  rowCount: number;
  columnCount: number;
}

/** One sheet, whose rows are read when they are needed. */
export interface Sheet {
  /** Widths of columns, in characters. */
  widths: ReadonlyMap<number, number>;
  merges: Merge[];
  rows: Iterator<Row, void>;
}

const MERGE = /<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;
const MAX_COLUMNS = 16_384;
/** More than anybody makes; each row looks through them. */
const MAX_MERGES = 20_000;

/** Reads the frame of a sheet from its XML. Reading it and its rows throws `invalid-data` where it is damaged. */
export function readSheet(xml: string, workbook: Workbook): Sheet {
  const merges = [...xml.matchAll(MERGE)].slice(0, MAX_MERGES).map(([, left = "", top, right = "", bottom]) => ({
    row: Number(top) - 1,
    column: columnOf(left),
    rowCount: Number(bottom) - Number(top) + 1,
    columnCount: columnOf(right) - columnOf(left) + 1,
  }));
  return { widths: readWidths(xml), merges, rows: readRows(xml, workbook) };
}

/** The name of a column: A, B, …, Z, AA. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

function columnOf(name: string): number {
  let column = 0;
  for (const letter of name) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function readWidths(xml: string): Map<number, number> {
  const widths = new Map<number, number>();
  for (const piece of scanXml(xml)) {
    if (piece.kind !== "open") continue;
    // Widths stand before all rows.
    if (piece.name === "sheetData") break;
    const { min, max, width } = piece.attributes;
    if (piece.name !== "col" || width === undefined) continue;
    const last = Math.min(Number(max), Number(min) + 255);
    for (let column = Number(min); column <= last; column += 1) widths.set(column - 1, Number(width));
  }
  return widths;
}

interface OpenCell {
  column: number;
  type: string;
  style?: CellStyle;
  value: string;
}

function* readRows(xml: string, workbook: Workbook): Generator<Row, void, undefined> {
  let row: Row = { index: -1, cells: [] };
  let cell: OpenCell | undefined;
  let column = -1;
  let isValue = false;
  for (const piece of scanXml(xml)) {
    if (piece.kind === "text") {
      if (isValue && cell !== undefined) cell.value += piece.text;
    } else if (piece.kind === "open") {
      const { r, s, t = "n" } = piece.attributes;
      if (piece.name === "row") {
        row = { index: r === undefined ? row.index + 1 : Math.max(Number(r) - 1, row.index + 1), cells: [] };
        column = -1;
      } else if (piece.name === "c") {
        const name = /^[A-Z]{1,3}/.exec(r ?? "")?.[0];
        column = name === undefined ? column + 1 : columnOf(name);
        cell = { column, type: t, style: workbook.styles[Number(s ?? 0)], value: "" };
      }
      isValue = cell !== undefined && (piece.name === "v" || piece.name === "t");
    } else {
      isValue = false;
      if (piece.name === "c" && cell !== undefined) {
        if (cell.column < MAX_COLUMNS) row.cells.push(toCell(cell, workbook));
        cell = undefined;
      } else if (piece.name === "row") yield row;
      else if (piece.name === "sheetData") return;
    }
  }
}

function toCell({ column, type, style, value }: OpenCell, workbook: Workbook): Cell {
  const isNumber = type === "n" && value !== "";
  const text = isNumber
    ? formatCell(Number(value), style?.format ?? 0, workbook.firstDay)
    : textOf(type, value, workbook);
  return { column, text, isNumber, ...(style === undefined ? {} : { style }) };
}

function textOf(type: string, value: string, { texts }: Workbook): string {
  if (type === "s") return texts[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  return value;
}
