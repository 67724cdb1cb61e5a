import { OfficePackage } from "../../../core/document/index.ts";
import { button, element } from "../element.ts";
import { blobSource } from "./blob-source.ts";
import type { ShowView } from "./document-view.ts";
import { SheetTable } from "./sheet-table.ts";
import { readSheet } from "./sheet-rows.ts";
import { readWorkbook } from "./workbook.ts";

/** Shows a workbook: one sheet at a time, and tabs below. */
export const showSheets: ShowView = async (container, blob) => {
  const office = await OfficePackage.open(blobSource(blob));
  const workbook = await readWorkbook(office);
  const scroller = element("div", "document-scroll sheet-scroll");
  scroller.tabIndex = 0;
  scroller.role = "tabpanel";
  let table: SheetTable | undefined;

  const show = async (path: string): Promise<void> => {
    const sheet = readSheet(await office.archive.readText(path), workbook);
    table?.close();
    table = new SheetTable(sheet, scroller);
  };
  const tabs = workbook.sheets.map(({ name, path }) => {
    const tab = button("sheet-tab", name, () => {
      select(tab);
      void show(path);
    });
    tab.role = "tab";
    return tab;
  });
  const select = (chosen: HTMLElement | undefined): void => {
    for (const tab of tabs) tab.ariaSelected = String(tab === chosen);
    chosen?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const [first] = workbook.sheets;
  if (first !== undefined) await show(first.path);
  const bar = element("div", "sheet-tabs", ...tabs);
  bar.role = "tablist";
  container.append(scroller, bar);
  select(tabs[0]);
  return { close: () => table?.close() };
};
