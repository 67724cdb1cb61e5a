import { element } from "./element.ts";
import type { Labels } from "./labels.ts";
import type { PanelEntry } from "./panel-entry.ts";
import { TransferRow } from "./transfer-row.ts";

/** Height of a row, CSS pixels; `simulator.css` has the same. */
const ROW_HEIGHT = 44;
/** Rows that are drawn above and below what can be seen. */
const SPARE_ROWS = 6;

/** The entries of the network panel, oldest first. Only rows that can be seen are in the document, and they are drawn once a frame. */
export class TransferList {
  readonly element: HTMLElement;
  readonly #labels: Labels;
  readonly #onSelect: (entry: PanelEntry | undefined) => void;
  readonly #canvas = element("div", { className: "transfers-canvas", role: "presentation" });
  readonly #entries: PanelEntry[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #rows = new Map<number, TransferRow>();
  readonly #stale = new Set<number>();
  #selected = -1;
  #isSelectedStale = false;
  #isScheduled = false;
  #isFollowing = true;

  /** `onSelect` takes the entry that was selected, and each new state of it. */
  constructor(labels: Labels, onSelect: (entry: PanelEntry | undefined) => void) {
    this.#labels = labels;
    this.#onSelect = onSelect;
    this.element = element("div", { className: "transfers", role: "listbox", tabIndex: 0 }, this.#canvas);
    this.element.ariaLabel = labels.network;
    this.element.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.element.addEventListener("click", (event) => this.#clicked(event));
    this.element.addEventListener("keydown", (event) => this.#pressed(event));
    // The details of the selected transfer take room from the list.
    new ResizeObserver(() => this.#reveal(this.#selected)).observe(this.element);
  }

  get length(): number {
    return this.#entries.length;
  }

  /** Whether an entry runs, so that its time changes. */
  get isActive(): boolean {
    return this.#entries.some(({ isActive }) => isActive);
  }

  /** Adds an entry, or shows a new state of one. */
  put(entry: PanelEntry): void {
    let index = this.#indexes.get(entry.key);
    if (index === undefined) {
      index = this.#entries.length;
      this.#indexes.set(entry.key, index);
    }
    this.#entries[index] = entry;
    this.#stale.add(index);
    if (index === this.#selected) this.#isSelectedStale = true;
    this.#schedule();
  }

  clear(): void {
    this.#entries.length = 0;
    this.#indexes.clear();
    for (const row of this.#rows.values()) row.element.remove();
    this.#rows.clear();
    this.#stale.clear();
    this.#isFollowing = true;
    this.select(-1);
    this.#schedule();
  }

  /** Shows the times of running entries anew. */
  tick(): void {
    for (const index of this.#rows.keys()) {
      if (this.#entries[index]?.isActive === true) this.#stale.add(index);
    }
    this.#schedule();
  }

  /** Selects by index; `-1` for none. */
  select(index: number): void {
    if (this.#selected === index) return;
    this.#mark(false);
    this.#selected = index;
    this.#mark(true);
    this.#onSelect(this.#entries[index]);
  }

  #mark(isSelected: boolean): void {
    const row = this.#rows.get(this.#selected);
    if (row === undefined) return;
    row.element.ariaSelected = String(isSelected);
    if (isSelected) this.element.setAttribute("aria-activedescendant", row.element.id);
    else this.element.removeAttribute("aria-activedescendant");
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#draw();
    });
  }

  #draw(): void {
    const { clientHeight } = this.element;
    const height = this.#entries.length * ROW_HEIGHT;
    this.#canvas.style.height = `${height}px`;
    if (this.#isFollowing) this.element.scrollTop = height - clientHeight;
    const top = this.element.scrollTop;
    const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - SPARE_ROWS);
    const end = Math.min(this.#entries.length, Math.ceil((top + clientHeight) / ROW_HEIGHT) + SPARE_ROWS);
    for (const [index, row] of this.#rows) {
      if (index >= first && index < end) continue;
      row.element.remove();
      this.#rows.delete(index);
    }
    const nowMs = Date.now();
    for (let index = first; index < end; index++) {
      const entry = this.#entries[index];
      if (entry === undefined) continue;
      if (this.#rows.has(index) && !this.#stale.has(index)) continue;
      this.#row(index).show(entry.line(nowMs));
    }
    this.#stale.clear();
    if (this.#isSelectedStale) this.#onSelect(this.#entries[this.#selected]);
    this.#isSelectedStale = false;
  }

  #row(index: number): TransferRow {
    let row = this.#rows.get(index);
    if (row === undefined) {
      row = new TransferRow(this.#labels);
      row.element.id = `transfer-${index}`;
      row.element.dataset["index"] = String(index);
      row.element.style.top = `${index * ROW_HEIGHT}px`;
      row.element.ariaPosInSet = String(index + 1);
      row.element.ariaSetSize = "-1";
      row.element.ariaSelected = String(index === this.#selected);
      this.#rows.set(index, row);
      this.#canvas.append(row.element);
    }
    return row;
  }

  #scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    this.#isFollowing = scrollTop + clientHeight >= scrollHeight - ROW_HEIGHT / 2;
    this.#schedule();
  }

  #clicked(event: Event): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>(".transfer") : null;
    if (row === null) return;
    this.#isFollowing = false;
    this.select(Number(row.dataset["index"]));
  }

  #pressed(event: KeyboardEvent): void {
    const last = this.#entries.length - 1;
    const target = {
      ArrowDown: Math.min(last, this.#selected + 1),
      ArrowUp: Math.max(0, this.#selected - 1),
      Home: 0,
      End: last,
      Escape: -1,
    }[event.key];
    if (target === undefined || target > last) return;
    event.preventDefault();
    this.#isFollowing = false;
    this.#reveal(target);
    this.select(target);
  }

  /** Scrolls no more than is needed. */
  #reveal(index: number): void {
    if (index >= 0) {
      const top = index * ROW_HEIGHT;
      const { scrollTop, clientHeight } = this.element;
      if (top < scrollTop) this.element.scrollTop = top;
      else if (top + ROW_HEIGHT > scrollTop + clientHeight) this.element.scrollTop = top + ROW_HEIGHT - clientHeight;
    }
    this.#draw();
  }
}
