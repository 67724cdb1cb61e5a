import type { ByteSource } from "../archive/index.ts";
import { invalidDocument } from "./invalid-document.ts";
import { childrenOf, parseXml, type XmlElement } from "./xml.ts";
import { ZipArchive } from "./zip-archive.ts";

/** Where one part of a package leads to. */
export interface Relationship {
  id: string;
  /** The last word of its type, such as `slide` or `image`. */
  type: string;
  /** Path of a part of the package. A target outside has none. */
  path?: string;
}

/** A document of Office Open XML: parts in a ZIP archive that lead to each other. */
export class OfficePackage {
  readonly archive: ZipArchive;

  private constructor(archive: ZipArchive) {
    this.archive = archive;
  }

  /** Opens a package. Rejects with `invalid-data` for what is no archive. */
  static async open(source: ByteSource): Promise<OfficePackage> {
    return new OfficePackage(await ZipArchive.open(source));
  }

  /** Reads a part that is XML. Rejects with `invalid-data` when it is missing or damaged. */
  async readXml(path: string): Promise<XmlElement> {
    return parseXml(await this.archive.readText(path));
  }

  /** Resolves with what a part leads to, or what the package as a whole does; nothing when it leads nowhere. */
  async relationshipsOf(path: string): Promise<Relationship[]> {
    const folderEnd = path.lastIndexOf("/") + 1;
    const list = `${path.slice(0, folderEnd)}_rels/${path.slice(folderEnd)}.rels`;
    if (!this.archive.has(list)) return [];
    const items = childrenOf(await this.readXml(list), "Relationship");
    return items.map(({ attributes: { Id = "", Type = "", Target = "", TargetMode } }) => ({
      id: Id,
      type: Type.slice(Type.lastIndexOf("/") + 1),
      ...(TargetMode === "External" ? {} : { path: resolve(path, Target) }),
    }));
  }

  /** Finds the part that the document begins with. Rejects with `invalid-data` without one. */
  async mainPart(): Promise<{ path: string; contentType: string }> {
    const [first] = (await this.relationshipsOf("")).filter(({ type }) => type === "officeDocument");
    if (first?.path === undefined) throw invalidDocument("it says not where it begins");
    const types = await this.readXml("[Content_Types].xml");
    const name = `/${first.path}`.toLowerCase();
    const override = childrenOf(types, "Override").find(
      ({ attributes }) => attributes["PartName"]?.toLowerCase() === name,
    );
    const extension = name.slice(name.lastIndexOf(".") + 1);
    const byDefault = childrenOf(types, "Default").find(
      ({ attributes }) => attributes["Extension"]?.toLowerCase() === extension,
    );
    return { path: first.path, contentType: (override ?? byDefault)?.attributes["ContentType"] ?? "" };
  }
}

/** The path of a target that is relative to a part, or begins with a slash. */
function resolve(part: string, target: string): string {
  const segments = target.startsWith("/") ? [] : part.split("/").slice(0, -1);
  for (const segment of target.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}
