import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FormParser } from "../support/form-parsers.ts";
import { sampleBytes, sha256 } from "./sample-bytes.ts";
import type { UploadHost } from "./upload-file.suite.ts";

/** How a parser read a form. */
interface ParsedForm {
  fields: [name: string, value: string][];
  files: ParsedFile[];
}

interface ParsedFile {
  field: string;
  filename: string;
  contentType: string;
  size: number;
  sha256: string;
}

/** Asks the test server for the parsers of this machine; itself, with busboy, is the first. */
export async function findFormParsers(serverUrl: string): Promise<FormParser[]> {
  const others = (await (await fetch(`${serverUrl}/__parsers`)).json()) as FormParser[];
  return [{ name: "busboy", url: `${serverUrl}/upload` }, ...others];
}

/**
 * What parsers make of names on purpose.
 *
 * All of them leave `%22`, `%0D` and `%0A` as they are: that is how browsers send quotes and line breaks in names, and no parser can know
 * that a name did not have them.
 */
const NAMES: Readonly<Record<string, { field?: (name: string) => string; filename?: (name: string) => string }>> = {
  // https://www.php.net/manual/en/language.variables.external.php: names are those of variables.
  PHP: { field: (name) => name.replaceAll(/[. ]/g, "_"), filename: afterBackslash },
  busboy: { filename: afterBackslash },
};

/** What real parsers read of what `wx.uploadFile` sends. */
export function formParsersSuite(create: () => Promise<UploadHost>, parsers: readonly FormParser[]): void {
  describe.each(parsers.map((parser) => [titleOf(parser), parser] as const))("%s", (_title, parser) => {
    let host: UploadHost;

    beforeEach(async () => {
      vi.spyOn(console, "warn").mockImplementation(() => {});
      host = await create();
    });
    afterEach(async () => {
      await host.close();
      vi.restoreAllMocks();
    });

    const { field: toField = asItIs, filename: toFilename = asItIs } = NAMES[parser.name] ?? {};

    async function parse(filePath: string, name: string, formData: object): Promise<ParsedForm> {
      if ("missing" in parser) throw new Error(parser.missing);
      const data = await new Promise<string>((resolve, reject) => {
        host.wx.uploadFile({
          url: parser.url,
          filePath,
          name,
          formData,
          success: (result) => resolve(result.data),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        });
      });
      const parsed = JSON.parse(data) as ParsedForm | { fields: Record<string, string>; files: ParsedFile[] };
      return {
        fields: Array.isArray(parsed.fields) ? parsed.fields : Object.entries(parsed.fields),
        files: parsed.files,
      };
    }

    it.skipIf("missing" in parser)("reads fields of all sorts, in their order", async () => {
      const formData = {
        plain: "value",
        empty: "",
        名字: "猫 🐈",
        'quo"ted': `"'`,
        "back\\slash": "\\",
        "line\r\nbreak": "one\r\ntwo\nthree\rfour",
        "dots.and spaces": " kept ",
        'forged"; filename="x.php': "--boundary--\r\nContent-Disposition: form-data; name=forged\r\n\r\nx",
        percent: "100%22",
        long: "猫".repeat(100_000),
      };
      const path = await host.addFile("a.txt", sampleBytes(100));
      const { fields } = await parse(path, "file", formData);
      expect(fields).toEqual(Object.entries(formData).map(([name, value]) => [toField(escaped(name)), value]));
    });

    it.skipIf("missing" in parser).each([
      ["no byte", "empty.bin", 0, "application/octet-stream"],
      ["one byte", "one.png", 1, "image/png"],
      ["10 MB", "big.jpg", 10_000_000, "image/jpeg"],
      ["a Chinese name", "报告 1.pdf", 1000, "application/pdf"],
      ["quotes", `it's "the" report.txt`, 1000, "text/plain"],
      ["line breaks", "line\r\nbreak\n.txt", 1000, "text/plain"],
      ["a backslash", "back\\slash.txt", 1000, "text/plain"],
      ["a name that would forge a header", 'a"; name="b.txt', 1000, "text/plain"],
    ])("reads a file with %s", async (_what, name, size, contentType) => {
      const bytes = sampleBytes(size);
      const path = await host.addFile(name, bytes);
      const { files } = await parse(path, "the file", {});
      const filename = toFilename(escaped(path.slice(path.lastIndexOf("/") + 1)));
      const sum = await sha256(bytes);
      expect(
        files.map(({ field, filename, contentType, size, sha256 }) => ({ field, filename, contentType, size, sha256 })),
      ).toEqual([{ field: toField("the file"), filename, contentType, size, sha256: sum }]);
    });
  });
}

function titleOf(parser: FormParser): string {
  return "missing" in parser ? `${parser.name} (${parser.missing})` : parser.name;
}

function escaped(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function asItIs(name: string): string {
  return name;
}

/** Old browsers on Windows sent whole paths. */
function afterBackslash(name: string): string {
  return name.slice(name.lastIndexOf("\\") + 1);
}
