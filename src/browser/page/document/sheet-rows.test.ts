import { describe, expect, it } from "vitest";
import { isHostError } from "../../../core/ports/index.ts";
import { columnName, readSheet, type Row } from "./sheet-rows.ts";
import type { Workbook } from "./workbook.ts";

const plain = { isBold: false, isItalic: false, isWrapped: false };
const workbook: Workbook = {
  sheets: [],
  texts: ["one", "two"],
  styles: [
    { ...plain, format: 0 },
    { ...plain, format: 9 },
    { ...plain, format: "yyyy-mm-dd" },
  ],
  firstDay: 0,
};

function rowsOf(data: string, changes: Partial<Workbook> = {}): Row[] {
  const { rows } = readSheet(`<x:worksheet xmlns:x="x">${data}</x:worksheet>`, { ...workbook, ...changes });
  const all: Row[] = [];
  for (let next = rows.next(); next.done !== true; next = rows.next()) all.push(next.value);
  return all;
}

const textsOf = (rows: Row[]): string[][] => rows.map((row) => row.cells.map(({ text }) => text));

describe("readSheet", () => {
  it("counts rows and cells that say not where they are, and those after gaps", () => {
    const data =
      '<sheetData><row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="9"/><row/></sheetData>';
    const rows = rowsOf(data);
    expect(rows.map(({ index }) => index)).toEqual([0, 8, 9]);
    expect(rows[0]?.cells.map(({ column }) => column)).toEqual([0, 3, 4]);
  });

  it("reads every type of cell", () => {
    const data =
      '<sheetData><row><c t="s"><v>1</v></c><c t="s"><v>7</v></c><c t="b"><v>0</v></c><c t="e"><v>#DIV/0!</v></c>' +
      '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c t="str"><f>A1&amp;"x"</f><v>made</v></c><c s="1"/></row></sheetData>';
    expect(textsOf(rowsOf(data))).toEqual([["two", "", "FALSE", "#DIV/0!", "inline", "made", ""]]);
  });

  it("writes numbers as their styles say", () => {
    const data =
      '<sheetData><row><c><v>0.1</v></c><c s="1"><v>0.25</v></c><c s="2"><v>45000</v></c><c s="2"><v>x</v></c></row></sheetData>';
    expect(textsOf(rowsOf(data))).toEqual([["0.1", "25%", "2023-03-15", ""]]);
    expect(textsOf(rowsOf(data, { firstDay: 1462 }))[0]?.[2]).toBe("2027-03-16");
  });

  it("shows the number where a pattern is wrong", () => {
    const styles = [{ ...plain, format: '"[[[' }];
    expect(textsOf(rowsOf("<sheetData><row><c><v>5</v></c></row></sheetData>", { styles }))).toEqual([["5"]]);
  });

  it("tells widths and merges", () => {
    const { widths, merges } = readSheet(
      '<worksheet><cols><col min="2" max="3" width="20"/></cols><sheetData/><mergeCells><mergeCell ref="B2:D5"/></mergeCells></worksheet>',
      workbook,
    );
    expect([...widths]).toEqual([
      [1, 20],
      [2, 20],
    ]);
    expect(merges).toEqual([{ row: 1, column: 1, rowCount: 4, columnCount: 3 }]);
  });

  it("reads no further than it is asked, and throws only where a sheet is damaged", () => {
    const { rows } = readSheet("<worksheet><sheetData><row><c><v>1</v></c></row><row></worksheet>", workbook);
    expect(rows.next().value).toMatchObject({ index: 0 });
    let problem: unknown;
    try {
      rows.next();
    } catch (error) {
      problem = error;
    }
    expect(isHostError(problem)).toBe(true);
  });
});

describe("columnName", () => {
  it.each([
    [0, "A"],
    [25, "Z"],
    [26, "AA"],
    [701, "ZZ"],
    [702, "AAA"],
  ])("of %s is %s", (column, name) => {
    expect(columnName(column)).toBe(name);
  });
});
