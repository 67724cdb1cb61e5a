import { element } from "../element.ts";
import { columnName, type Cell, type Merge, type Row, type Sheet } from "./sheet-rows.ts";

/** Rows that are made at once; more come when they are needed. */
const ROWS_AT_ONCE = 200;
/** An empty sheet shows as many as this. */
const LEAST_COLUMNS = 8;
const LEAST_ROWS = 20;
/** More would make a page that nobody can scroll. */
const MOST_COLUMNS = 256;
const CHARACTER_PIXELS = 8;
/** What a cell has beside its text. */
const PADDING_PIXELS = 14;
const USUAL_CHARACTERS = 10;

/** The table of one sheet in an element that scrolls. It grows downwards as it is scrolled. */
export class SheetTable {
  readonly #sheet: Sheet;
  readonly #columns: HTMLElement;
  readonly #heading: HTMLElement;
  readonly #body: HTMLElement;
  readonly #end: HTMLElement;
  readonly #watcher: IntersectionObserver;
  #columnCount = 0;
  #rowCount = 0;
  /** The row that was read ahead, and stands below empty ones. */
  #next: Row | undefined;

  /** Shows the first rows in `scroller`, instead of what was there. Throws `invalid-data` where they are damaged. */
  constructor(sheet: Sheet, scroller: HTMLElement) {
    this.#sheet = sheet;
    this.#columns = element("colgroup", "", element("col", "sheet-number"));
    this.#heading = element("tr", "", element("th", "sheet-corner"));
    this.#body = element("tbody", "");
    this.#end = element("div", "sheet-end");
    const table = element("table", "sheet", this.#columns, element("thead", "", this.#heading), this.#body);
    this.#next = this.#read();
    this.#append();
    scroller.replaceChildren(table, this.#end);
    scroller.scrollTo(0, 0);
    this.#watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#append();
      },
      { root: scroller, rootMargin: "100% 0%" },
    );
    this.#watcher.observe(this.#end);
  }

  /** Stops to grow. */
  close(): void {
    this.#watcher.disconnect();
  }

  #append(): void {
    const rows: HTMLElement[] = [];
    while (rows.length < ROWS_AT_ONCE && (this.#next !== undefined || this.#rowCount < LEAST_ROWS)) {
      const isHere = this.#next?.index === this.#rowCount;
      rows.push(this.#makeRow(isHere ? (this.#next?.cells ?? []) : []));
      if (isHere) this.#next = this.#read();
      this.#rowCount += 1;
    }
    this.#body.append(...rows);
    if (this.#next === undefined) this.#watcher?.disconnect();
    else if (this.#watcher !== undefined) {
      // Observed anew, it is told again whether the end is in sight.
      this.#watcher.unobserve(this.#end);
      this.#watcher.observe(this.#end);
    }
  }

  #read(): Row | undefined {
    const { done, value } = this.#sheet.rows.next();
    return done === true ? undefined : value;
  }

  #makeRow(cells: readonly Cell[]): HTMLElement {
    const index = this.#rowCount;
    const last = cells.reduce((column, cell) => Math.max(column, cell.column), -1);
    this.#growTo(Math.min(Math.max(last + 1, LEAST_COLUMNS), MOST_COLUMNS));
    const byColumn = new Map(cells.map((cell) => [cell.column, cell]));
    const merges = this.#sheet.merges.filter((merge) => index >= merge.row && index < merge.row + merge.rowCount);
    const row = element("tr", "", element("th", "", String(index + 1)));
    for (let column = 0; column < this.#columnCount; column += 1) {
      const merge = merges.find((each) => column >= each.column && column < each.column + each.columnCount);
      // What is not in the corner of a merge is covered by it.
      const isCorner = merge?.row === index && merge.column === column;
      if (merge === undefined || isCorner) row.append(makeCell(byColumn.get(column), merge));
    }
    return row;
  }

  #growTo(count: number): void {
    for (; this.#columnCount < count; this.#columnCount += 1) {
      const column = element("col", "");
      const characters = this.#sheet.widths.get(this.#columnCount) ?? USUAL_CHARACTERS;
      column.style.width = `${Math.min(characters, 100) * CHARACTER_PIXELS + PADDING_PIXELS}px`;
      this.#columns.append(column);
      this.#heading.append(element("th", "", columnName(this.#columnCount)));
    }
  }
}

function makeCell(cell: Cell | undefined, merge: Merge | undefined): HTMLElement {
  const made = element("td", cell?.isNumber === true ? "sheet-value" : "", cell?.text ?? "");
  if (merge !== undefined) {
    made.rowSpan = merge.rowCount;
    made.colSpan = merge.columnCount;
  }
  const { style } = cell ?? {};
  if (style === undefined) return made;
  if (style.isBold) made.style.fontWeight = "600";
  if (style.isItalic) made.style.fontStyle = "italic";
  if (style.isWrapped) made.style.whiteSpace = "pre-wrap";
  if (style.align !== undefined) made.style.textAlign = style.align;
  if (style.color !== undefined) made.style.color = style.color;
  if (style.background !== undefined) made.style.backgroundColor = style.background;
  return made;
}
