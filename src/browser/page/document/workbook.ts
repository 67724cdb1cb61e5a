import {
  childOf,
  childrenOf,
  descendantsOf,
  prefixedAttribute,
  type OfficePackage,
  type XmlElement,
} from "../../../core/document/index.ts";

/** How the cells of one style look. */
export interface CellStyle {
  /** Pattern of numbers, such as `0.00%`, or the number of one that every program knows. */
  format: string | number;
  isBold: boolean;
  isItalic: boolean;
  isWrapped: boolean;
  /** `left`, `center`, `right` or absent. */
  align?: string;
  /** `#rrggbb`. */
  color?: string;
  background?: string;
}

/** The sheets of a workbook, and what they have in common. */
export interface Workbook {
  sheets: { name: string; path: string }[];
  /** Texts that cells name by number. */
  texts: string[];
  /** Styles that cells name by number. */
  styles: CellStyle[];
  /** Days between the first day of this workbook and that of others. */
  firstDay: number;
}

const DAYS_TO_1904 = 1462;

/** Reads what all sheets have in common. Rejects with `invalid-data`. */
export async function readWorkbook(office: OfficePackage): Promise<Workbook> {
  const { path } = await office.mainPart();
  const [main, relationships] = [await office.readXml(path), await office.relationshipsOf(path)];
  const partOf = (type: string): string | undefined => relationships.find((item) => item.type === type)?.path;
  const [textsPath, stylesPath] = [partOf("sharedStrings"), partOf("styles")];
  const is1904 = childOf(main, "workbookPr")?.attributes["date1904"];
  return {
    sheets: [...descendantsOf(main, "sheet")].flatMap((sheet) => {
      const id = prefixedAttribute(sheet, "id");
      const target = relationships.find((item) => item.id === id && item.type === "worksheet")?.path;
      const isHidden = (sheet.attributes["state"] ?? "visible") !== "visible";
      return target === undefined || isHidden ? [] : [{ name: sheet.attributes["name"] ?? "", path: target }];
    }),
    texts: textsPath === undefined ? [] : childrenOf(await office.readXml(textsPath), "si").map(textOf),
    styles: stylesPath === undefined ? [] : readStyles(await office.readXml(stylesPath)),
    firstDay: is1904 === "1" || is1904 === "true" ? DAYS_TO_1904 : 0,
  };
}

/** The text of an item: its runs, but not how it is pronounced. */
function textOf(item: XmlElement): string {
  return item.children
    .map((child) => (child.name === "t" ? child.text : child.name === "r" ? (childOf(child, "t")?.text ?? "") : ""))
    .join("");
}

function readStyles(root: XmlElement): CellStyle[] {
  const formats = new Map(
    childrenOf(childOf(root, "numFmts"), "numFmt").map(({ attributes }) => [
      Number(attributes["numFmtId"]),
      attributes["formatCode"] ?? "General",
    ]),
  );
  const fonts = childrenOf(childOf(root, "fonts"), "font");
  const fills = childrenOf(childOf(root, "fills"), "fill");
  return childrenOf(childOf(root, "cellXfs"), "xf").map((xf) => {
    const { numFmtId, fontId, fillId } = xf.attributes;
    const font = fonts[Number(fontId)];
    const fill = childOf(fills[Number(fillId)], "patternFill");
    const alignment = childOf(xf, "alignment")?.attributes ?? {};
    const isFilled = fill?.attributes["patternType"] === "solid";
    return {
      format: formats.get(Number(numFmtId)) ?? Number(numFmtId ?? 0),
      isBold: isOn(childOf(font, "b")),
      isItalic: isOn(childOf(font, "i")),
      isWrapped: alignment["wrapText"] === "1" || alignment["wrapText"] === "true",
      align: /^(left|center|right)$/.exec(alignment["horizontal"] ?? "")?.[0],
      color: colorOf(childOf(font, "color")),
      background: isFilled ? colorOf(childOf(fill, "fgColor")) : undefined,
    };
  });
}

function isOn(element: XmlElement | undefined): boolean {
  return element !== undefined && !/^(0|false)$/.test(element.attributes["val"] ?? "1");
}

/** Colours of themes are left to the page. */
function colorOf(element: XmlElement | undefined): string | undefined {
  const digits = /^(?:[\da-f]{2})?([\da-f]{6})$/i.exec(element?.attributes["rgb"] ?? "")?.[1];
  return digits === undefined ? undefined : `#${digits}`;
}
