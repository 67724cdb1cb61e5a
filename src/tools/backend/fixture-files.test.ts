import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fixtureFiles } from "./fixture-files.ts";

function bytesOf(path: string): Buffer {
  const file = fixtureFiles.get(path);
  if (file === undefined) throw new Error(`There is no fixture ${path}`);
  return file.bytes;
}

/** Reads the directory of a ZIP archive, and each file behind it. */
function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  let entry = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    expect(archive.readUInt32LE(entry)).toBe(0x02014b50);
    const size = archive.readUInt32LE(entry + 24);
    const nameBytes = archive.readUInt16LE(entry + 28);
    const name = archive.toString("utf8", entry + 46, entry + 46 + nameBytes);
    const local = archive.readUInt32LE(entry + 42);
    expect(archive.readUInt32LE(local)).toBe(0x04034b50);
    expect(archive.subarray(local + 4, local + 30)).toEqual(archive.subarray(entry + 6, entry + 32));
    const data = archive.subarray(local + 30 + nameBytes, local + 30 + nameBytes + size);
    expect(crc32(data)).toBe(archive.readUInt32LE(entry + 16));
    files.set(name, data.toString());
    entry += 46 + nameBytes;
  }
  expect(entry).toBe(end);
  return files;
}

describe("/report.pdf", () => {
  it("has a table that leads to every object", () => {
    const text = bytesOf("/report.pdf").toString("latin1");
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    expect(text.slice(table, table + 4)).toBe("xref");
    const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets).toHaveLength(6);
    for (const [index, offset] of offsets.entries()) {
      expect(text.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
    }
  });

  it("says how long its stream is", () => {
    const text = bytesOf("/report.pdf").toString("latin1");
    const [, length, content] = /\/Length (\d+) >>\nstream\n([^]*)\nendstream/.exec(text) ?? [];
    expect(content).toContain("Quarterly report");
    expect(content).toHaveLength(Number(length));
  });
});

describe.each(["/report.docx", "/report.xlsx", "/report.pptx"])("%s", (path) => {
  it("has a type for each of its parts", () => {
    const files = unzip(bytesOf(path));
    const types = files.get("[Content_Types].xml") ?? "";
    const typed = [...types.matchAll(/PartName="\/([^"]*)"/g)].map(([, name = ""]) => name);
    const parts = [...files.keys()].filter((name) => !name.endsWith(".rels") && name !== "[Content_Types].xml");
    expect(typed.toSorted()).toEqual(parts.toSorted());
  });

  it("has a part behind each relationship", () => {
    const files = unzip(bytesOf(path));
    const relationships = [...files].filter(([name]) => name.endsWith(".rels"));
    expect(relationships.length).toBeGreaterThan(0);
    for (const [name, text] of relationships) {
      const folder = new URL(name.replace(/_rels\/[^/]*$/, ""), "http://package/");
      for (const [, target = ""] of text.matchAll(/Target="([^"]*)"/g)) {
        expect([...files.keys()]).toContain(new URL(target, folder).pathname.slice(1));
      }
    }
  });
});
