import {
  childOf,
  childrenOf,
  descendantsOf,
  prefixedAttribute,
  type OfficePackage,
  type XmlElement,
} from "../../../core/document/index.ts";

/** One paragraph of a slide. */
export interface SlideParagraph {
  text: string;
  /** How deep it is in a list; 0 for what is none. */
  level: number;
  /** Size of its largest letters in points, where it says so. */
  points?: number;
}

/** One thing on a slide. */
export type SlideBlock =
  | { kind: "title"; text: string }
  | { kind: "text"; paragraphs: SlideParagraph[] }
  | { kind: "table"; rows: string[][] }
  | { kind: "picture"; path: string; description: string };

/** Resolves with the parts of the slides, in their order. Rejects with `invalid-data`. */
export async function readSlideList(office: OfficePackage): Promise<string[]> {
  const { path } = await office.mainPart();
  const [main, relationships] = [await office.readXml(path), await office.relationshipsOf(path)];
  return [...descendantsOf(main, "sldId")].flatMap((slide) => {
    const id = prefixedAttribute(slide, "id");
    return relationships.find((item) => item.id === id && item.type === "slide")?.path ?? [];
  });
}

/** Reads what is on a slide: its title, then the rest as it stands in the file. Rejects with `invalid-data`. */
export async function readSlide(office: OfficePackage, path: string): Promise<SlideBlock[]> {
  const [slide, relationships] = [await office.readXml(path), await office.relationshipsOf(path)];
  const tree = childOf(childOf(slide, "cSld"), "spTree");
  const pictures = new Map(relationships.map((item) => [item.id, item.path]));
  const blocks = tree === undefined ? [] : readShapes(tree, pictures);
  return [...blocks.filter(({ kind }) => kind === "title"), ...blocks.filter(({ kind }) => kind !== "title")];
}

function readShapes(parent: XmlElement, pictures: ReadonlyMap<string, string | undefined>): SlideBlock[] {
  return parent.children.flatMap((shape): SlideBlock[] => {
    switch (shape.name) {
      case "sp":
        return readText(shape);
      case "pic":
        return readPicture(shape, pictures);
      case "graphicFrame":
        return [...descendantsOf(shape, "tbl")].map((table) => ({ kind: "table", rows: readTable(table) }));
      case "grpSp":
        return readShapes(shape, pictures);
      case "AlternateContent":
        // The same thing twice, for programs that know more and for those that know less.
        return shape.children[0] === undefined ? [] : readShapes(shape.children[0], pictures);
      default:
        return [];
    }
  });
}

function readText(shape: XmlElement): SlideBlock[] {
  const holder = childOf(childOf(childOf(shape, "nvSpPr"), "nvPr"), "ph");
  const kind = holder?.attributes["type"] ?? "";
  // Date, number and foot of the slide.
  if (/^(dt|sldNum|ftr)$/.test(kind)) return [];
  const isList = holder !== undefined && /^(body|obj|)$/.test(kind);
  const paragraphs = childrenOf(childOf(shape, "txBody"), "p")
    .map((paragraph) => {
      const properties = childOf(paragraph, "pPr");
      const hasBullet = childOf(properties, "buChar") !== undefined || childOf(properties, "buAutoNum") !== undefined;
      const hasNone = childOf(properties, "buNone") !== undefined;
      const depth = Math.min(8, Number(properties?.attributes["lvl"] ?? 0) || 0);
      const level = !hasNone && (isList || hasBullet) ? depth + 1 : 0;
      return { text: paragraphText(paragraph), level, points: pointsOf(paragraph) };
    })
    .filter(({ text }) => text.trim() !== "");
  if (paragraphs.length === 0) return [];
  if (!/^(ctrTitle|title)$/.test(kind)) return [{ kind: "text", paragraphs }];
  return [{ kind: "title", text: paragraphs.map(({ text }) => text).join("\n") }];
}

function readPicture(shape: XmlElement, pictures: ReadonlyMap<string, string | undefined>): SlideBlock[] {
  const picture = childOf(childOf(shape, "blipFill"), "blip");
  const path = picture === undefined ? undefined : pictures.get(prefixedAttribute(picture, "embed") ?? "");
  const description = childOf(childOf(shape, "nvPicPr"), "cNvPr")?.attributes["descr"] ?? "";
  return path === undefined ? [] : [{ kind: "picture", path, description }];
}

function readTable(table: XmlElement): string[][] {
  return childrenOf(table, "tr").map((row) =>
    childrenOf(row, "tc").map((cell) => childrenOf(childOf(cell, "txBody"), "p").map(paragraphText).join("\n")),
  );
}

function pointsOf(paragraph: XmlElement): number | undefined {
  const sizes = childrenOf(paragraph, "r").map((run) => Number(childOf(run, "rPr")?.attributes["sz"] ?? 0));
  const largest = Math.max(0, ...sizes);
  return largest > 0 ? largest / 100 : undefined;
}

function paragraphText(paragraph: XmlElement): string {
  return paragraph.children
    .map((child) =>
      child.name === "br" ? "\n" : /^(r|fld)$/.test(child.name) ? (childOf(child, "t")?.text ?? "") : "",
    )
    .join("");
}
