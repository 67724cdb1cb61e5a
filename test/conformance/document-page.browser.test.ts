import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { createPresenter, type Presenter } from "../../src/browser/page/presenter.ts";
import type { DocumentType, ShownDocument } from "../../src/core/ports/index.ts";
import {
  packOffice,
  relationships,
  sampleDocument,
  samplePdf,
  sampleSlides,
  sampleWorkbook,
  slideText,
  wordXml,
} from "../support/sample-documents.ts";
import { pdfFiles } from "./pdf-files.ts";
import { createServerLog } from "./server-log.ts";
import { until } from "../support/until.ts";

const serverUrl = inject("serverUrl");
const server = createServerLog(serverUrl);

describe("a page with a document", () => {
  let container: HTMLElement;
  let presenter: Presenter;
  let blob: Blob;

  beforeEach(() => start("en-US"));
  afterEach(() => {
    presenter.close();
    container.remove();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  function start(language: string): void {
    container = document.createElement("div");
    document.body.append(container);
    const acquire = () => ({ url: Promise.reject(new Error("No pictures")), release() {} });
    presenter = createPresenter(container, { acquire, readBlob: async () => blob, pdfFiles }, language);
  }

  async function open(type: DocumentType, content: Uint8Array<ArrayBuffer> | Blob, hasMenu = false): Promise<void> {
    blob = content instanceof Blob ? content : new Blob([content]);
    const shown: ShownDocument = { path: "wxfile://tmp/a", type, name: `report.${type}`, hasMenu };
    await presenter.openDocument(shown);
  }

  const all = (selector: string): HTMLElement[] => [...presenter.overlay.root.querySelectorAll<HTMLElement>(selector)];
  const only = (selector: string): HTMLElement => {
    const [found] = all(selector);
    if (found === undefined) throw new Error(`There is no ${selector}`);
    return found;
  };
  const labelled = (label: string): HTMLElement => only(`[aria-label="${label}"]`);
  const wordPage = (): Document => (only("iframe") as HTMLIFrameElement).contentDocument ?? document;

  it.each([
    ["pdf", () => only(".pdf-words").textContent, "Downloads: 3,377"],
    ["docx", () => wordPage().body.textContent, "上传量增长了三分之一。"],
    ["xlsx", () => only("tbody").textContent, "September4111182"],
    ["pptx", () => only(".slide").textContent, "Quarterly report 季度报告"],
  ] as const)("shows what the %s of the example server says", async (type, read, text) => {
    await open(type, await (await fetch(`${serverUrl}/report.${type}`)).blob());
    await until(() => expect(read()).toContain(text));
    expect(only("h1").textContent).toBe(`report.${type}`);
    expect(only("dialog").ariaLabel).toBe(`report.${type}`);
  });

  it.each([
    ["letter.docx", () => wordPage().body.textContent, "Field report 现场报告"],
    ["packed.pdf", () => only(".pdf-words").textContent, "Quarterly report"],
    ["table.xlsx", () => only("tbody").textContent, "July25%"],
  ] as const)("shows %s, which another program made", async (name, read, text) => {
    const response = await fetch(`/test/fixtures/documents/${name}`);
    await open(name.slice(-4).replace(".", "") as DocumentType, await response.blob());
    await until(() => expect(read()).toContain(text));
  });

  it("goes when the person goes back, or presses Escape", async () => {
    await open("xlsx", sampleDocument("xlsx"));
    labelled("Back").click();
    await until(() => expect(all("dialog")).toEqual([]));
    await open("xlsx", sampleDocument("xlsx"));
    await userEvent.keyboard("{Escape}");
    await until(() => expect(all("dialog")).toEqual([]));
  });

  it("lies over the page that opened an earlier one", async () => {
    await open("xlsx", sampleDocument("xlsx"));
    await open("pptx", sampleDocument("pptx"));
    expect(all("h1").map((title) => title.textContent)).toEqual(["report.xlsx", "report.pptx"]);
  });

  it("speaks Chinese", async () => {
    presenter.close();
    container.remove();
    start("zh-CN");
    await open("pdf", sampleDocument("pdf"), true);
    expect(all("button").map((button) => button.ariaLabel)).toEqual(["返回", "更多", "缩小", "放大"]);
  });

  describe("its menu", () => {
    it("is absent unless the app wants it", async () => {
      await open("xlsx", sampleDocument("xlsx"));
      expect(all('[aria-label="More"]')).toEqual([]);
    });

    it("saves the file under its name, byte for byte", async () => {
      vi.stubGlobal(
        "navigator",
        new Proxy(navigator, { get: (target, name) => (name === "canShare" ? undefined : Reflect.get(target, name)) }),
      );
      const bytes = sampleDocument("xlsx");
      const saved: { name: string; url: string }[] = [];
      vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
        saved.push({ name: this.download, url: this.href });
      });
      const made = vi.spyOn(URL, "createObjectURL");
      await open("xlsx", bytes, true);
      labelled("More").click();
      await until(() =>
        expect(all(".weui-actionsheet__cell").map((cell) => cell.textContent)).toEqual(["Save", "Cancel"]),
      );
      only(".weui-actionsheet__cell").click();
      await until(() => expect(saved).toHaveLength(1));
      expect(saved[0]?.name).toBe("report.xlsx");
      const file = made.mock.calls.at(-1)?.[0] as File;
      expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
    });

    it("shares the file where the browser can", async () => {
      const shared: ShareData[] = [];
      const own: Record<string, unknown> = {
        canShare: () => true,
        share: async (data: ShareData) => shared.push(data),
      };
      vi.stubGlobal(
        "navigator",
        new Proxy(navigator, { get: (target, name) => own[String(name)] ?? Reflect.get(target, name) }),
      );
      await open("xlsx", sampleDocument("xlsx"), true);
      labelled("More").click();
      await until(() => expect(all(".weui-actionsheet__cell")).toHaveLength(3));
      all(".weui-actionsheet__cell")[1]?.click();
      await until(() => expect(shared[0]?.files?.[0]?.name).toBe("report.xlsx"));
    });
  });

  describe("a PDF", () => {
    it("of 500 pages draws only those near the screen", async () => {
      await open("pdf", samplePdf(500));
      await until(() => expect(all("canvas").length).toBeGreaterThan(0));
      expect(all(".pdf-page")).toHaveLength(500);
      await until(() => expect(only(".document-place").textContent).toBe("1 / 500"));
      expect(all("canvas").length).toBeLessThan(10);
      const scroller = only(".document-scroll");
      scroller.scrollTo(0, scroller.scrollHeight);
      await until(() => expect(all(".pdf-words").at(-1)?.textContent).toContain("Page 500"));
      await until(() => expect(only(".document-place").textContent).toBe("500 / 500"));
      await until(() => expect(all(".pdf-page")[0]?.childElementCount).toBe(0));
      expect(all("canvas").length).toBeLessThan(10);
    });

    it("is drawn anew when it is zoomed, with the same place in the middle", async () => {
      await open("pdf", samplePdf(20));
      const canvasWidth = (): number => (only("canvas") as HTMLCanvasElement).width;
      await until(() => expect(all("canvas").length).toBeGreaterThan(1));
      const before = canvasWidth();
      const scroller = only(".document-scroll");
      scroller.scrollTo(0, scroller.scrollHeight / 2);
      await until(() => expect(only(".document-place").textContent).toMatch(/^1[01] \/ 20$/));
      labelled("Zoom in").click();
      labelled("Zoom in").click();
      expect(only(".document-percent").textContent).toBe("156%");
      await until(() => expect(canvasWidth()).toBeGreaterThan(before * 1.5));
      expect(only(".document-place").textContent).toMatch(/^1[01] \/ 20$/);
      labelled("Zoom out").click();
      expect(only(".document-percent").textContent).toBe("125%");
    });

    it("is zoomed by two fingers", async () => {
      await open("pdf", samplePdf(1));
      const scroller = only(".document-scroll");
      const touch = (name: string, distance: number): void => {
        const touches = [0, distance].map(
          (clientX, identifier) => new Touch({ identifier, target: scroller, clientX, clientY: 100 }),
        );
        scroller.dispatchEvent(new TouchEvent(name, { touches, cancelable: true, bubbles: true }));
      };
      touch("touchstart", 100);
      touch("touchmove", 200);
      expect(only(".document-percent").textContent).toBe("200%");
      touch("touchmove", 100_000);
      expect(only(".document-percent").textContent).toBe("500%");
    });

    it("that is encrypted asks for its password until it is right", async () => {
      await open("pdf", await (await fetch("/test/fixtures/documents/encrypted.pdf")).blob());
      expect(only("form").textContent).toContain("needs a password");
      await userEvent.keyboard("wrong{Enter}");
      await until(() => expect(only("form").textContent).toContain("password is wrong"));
      await userEvent.keyboard("secret{Enter}");
      await until(() => expect(only(".pdf-words").textContent).toContain("Quarterly report"));
    });

    it("is refused when its pages are missing, and leaves no page behind", async () => {
      const text = new TextDecoder("latin1").decode(samplePdf(1)).replace("/Kids [4 0 R]", "/Kids [9 0 R]");
      await expect(open("pdf", new TextEncoder().encode(text))).rejects.toMatchObject({ code: "invalid-data" });
      expect(all("dialog")).toEqual([]);
    });

    it("may leave out the encoding and the font of Chinese text", async () => {
      const descendant =
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> " +
        "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 " +
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 90 >> >>";
      const font = `/Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [${descendant}]`;
      await open("pdf", samplePdf(1, { font, text: "<4F60597D>" }));
      await until(() => expect(only(".pdf-words").textContent).toBe("你好"));
    });

    it("tells that its reader can't be loaded", async () => {
      presenter.close();
      const sources = { acquire: () => ({ url: Promise.reject(new Error("No pictures")), release() {} }) };
      const lost = { ...pdfFiles, workerUrl: "/no-such-worker.js" };
      presenter = createPresenter(container, { ...sources, readBlob: async () => blob, pdfFiles: lost }, "en-US");
      await expect(open("pdf", samplePdf(1))).rejects.toMatchObject({ code: "network" });
    });
  });

  describe("a text", () => {
    it("fits the width, is zoomed, and its own links lead to their places", async () => {
      const paragraphs = "<w:p><w:r><w:t>Line</w:t></w:r></w:p>".repeat(200);
      const body =
        `<w:p><w:hyperlink w:anchor="end"><w:r><w:t>Go</w:t></w:r></w:hyperlink></w:p>${paragraphs}` +
        `<w:p><w:bookmarkStart w:id="1" w:name="end"/><w:r><w:t>The end</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>` +
        `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`;
      await open("docx", packOffice("docx", { "word/document.xml": wordXml(body) }));
      const inner = wordPage();
      const paperWidth = (): number => inner.querySelector("section")?.getBoundingClientRect().width ?? 0;
      const fitting = paperWidth();
      expect(fitting).toBeLessThanOrEqual(only("iframe").clientWidth);
      labelled("Zoom in").click();
      expect(paperWidth()).toBeCloseTo(fitting * 1.25, 0);
      inner.querySelector("a")?.click();
      const top = inner.getElementById("end")?.getBoundingClientRect().top;
      expect(top).toBeLessThan(only("iframe").clientHeight);
      expect(wordPage()).toBe(inner);
    });
  });

  describe("a workbook", () => {
    const cell = (column: string, row: number, xml: string): string => `<c r="${column}${row}" ${xml}</c>`;

    it("shows one sheet at a time", async () => {
      const row = (value: number): string => `<sheetData><row><c><v>${value}</v></c></row></sheetData>`;
      await open("xlsx", sampleWorkbook({ July: row(391), 八月: row(402) }));
      expect(all("[role=tab]").map((tab) => tab.textContent)).toEqual(["July", "八月"]);
      expect(only("td").textContent).toBe("391");
      all("[role=tab]")[1]?.click();
      await until(() => expect(only("td").textContent).toBe("402"));
      expect(all("[role=tab]").map((tab) => tab.ariaSelected)).toEqual(["false", "true"]);
    });

    it("shows texts, numbers and dates as their formats say, and what belongs together as one cell", async () => {
      const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
      const sheet =
        `<sheetData><row r="1">${cell("A", 1, 't="s"><v>0</v>')}</row>` +
        `<row r="3">${cell("A", 3, 's="1"><v>0.256</v>')}${cell("B", 3, 's="2"><v>45000</v>')}` +
        `${cell("C", 3, 't="b"><v>1</v>')}${cell("D", 3, 't="str"><v>a &amp; b</v>')}</row></sheetData>` +
        `<mergeCells><mergeCell ref="A1:C1"/></mergeCells>`;
      await open(
        "xlsx",
        sampleWorkbook(
          { Report: sheet },
          {
            "xl/sharedStrings.xml": `<sst ${main}><si><r><t>Quar</t></r><r><t>terly</t></r></si></sst>`,
            "xl/styles.xml":
              `<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
              `<fonts><font/><font><b/><color rgb="FFFF0000"/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/>` +
              `<xf numFmtId="10" fontId="1"/><xf numFmtId="164" fontId="0"/></cellXfs></styleSheet>`,
          },
        ),
      );
      const rows = all("tbody tr").map((row) => [...row.querySelectorAll("td")].map((td) => td.textContent));
      expect(rows[0]?.[0]).toBe("Quarterly");
      expect(only("td")).toHaveProperty("colSpan", 3);
      expect(rows[1]?.join("")).toBe("");
      expect(rows[2]?.slice(0, 4)).toEqual(["25.60%", "2023-03-15", "TRUE", "a & b"]);
      const [percent] = all("tbody tr")[2]?.querySelectorAll("td") ?? [];
      expect(percent?.style.color).toBe("rgb(255, 0, 0)");
    });

    it("makes the rows of a long sheet when they are needed", async () => {
      const rows = Array.from({ length: 5000 }, (_none, index) => `<row><c><v>${index + 1}</v></c></row>`);
      await open("xlsx", sampleWorkbook({ Long: `<sheetData>${rows.join("")}</sheetData>` }));
      expect(all("tbody tr").length).toBeLessThan(1000);
      const scroller = only(".document-scroll");
      await until(() => {
        scroller.scrollTo(0, scroller.scrollHeight);
        expect(all("tbody tr")).toHaveLength(5000);
      });
      expect(all("tbody tr").at(-1)?.textContent).toContain("50005000");
    });
  });

  describe("a presentation", () => {
    it("shows titles, lists, tables and pictures slide by slide", async () => {
      const picture = new Uint8Array(await (await fetch(await pixel())).arrayBuffer());
      const table = `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><p:txBody><a:p><a:r><a:t>July</a:t></a:r></a:p></p:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
      const image = `<p:pic><p:nvPicPr><p:cNvPr descr="A cat"/></p:nvPicPr><p:blipFill><a:blip r:embed="rId1"/></p:blipFill></p:pic>`;
      const slides = [slideText("body", "One", "Two") + slideText("ctrTitle", "季度报告"), table + image, ""];
      await open(
        "pptx",
        sampleSlides(slides, {
          "ppt/slides/_rels/slide2.xml.rels": relationships([{ id: "rId1", type: "image", target: "../media/a.png" }]),
          "ppt/media/a.png": picture,
        }),
      );
      await until(() => expect(only("img")).toHaveProperty("naturalWidth", 2));
      expect(all(".slide")).toHaveLength(3);
      expect(all(".slide")[0]?.innerText.split(/\n+/)).toEqual(["季度报告", "One", "Two", "1"]);
      expect(only("img").getAttribute("alt")).toBe("A cat");
      expect(only(".slide td").textContent).toBe("July");
      await until(() => expect(all(".slide")[2]?.textContent).toContain("No text"));
    });
  });

  describe("a hostile document", () => {
    const evil = `${serverUrl}/1.jpg?evil`;
    const script = "parent.document.title = top.document.title = 'broken'";

    beforeEach(() => server.reset());

    /** The server saw no request, and no script ran. */
    async function expectSilence(): Promise<void> {
      await fetch(`${serverUrl}/echo?end`);
      const requests = await server.requests();
      expect(requests.map(({ url }) => url)).toEqual(["/echo?end"]);
      expect(document.title).not.toBe("broken");
    }

    it("of Word loads nothing, runs nothing and leads nowhere", async () => {
      const image = (id: string): string =>
        `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>` +
        `<a:blip ${id}/></pic:blipFill><pic:spPr><a:xfrm><a:ext cx="900000" cy="900000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
      const link = (id: string): string =>
        `<w:p><w:hyperlink r:id="${id}"><w:r><w:t>Link ${id}</w:t></w:r></w:hyperlink></w:p>`;
      const vml =
        `<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt;background:url(${evil})">` +
        `<v:imagedata r:id="image" src="${evil}"/></v:shape></w:pict></w:r></w:p>`;
      const font = `<w:p><w:r><w:rPr><w:rFonts w:ascii="x&quot;;background:url(${evil});}@import '${evil}';*{background:url(${evil})"/></w:rPr><w:t>Font</w:t></w:r></w:p>`;
      const body =
        image('r:embed="image"') +
        image('r:link="image"') +
        link("script") +
        link("web") +
        vml +
        font +
        '<w:altChunk r:id="html"/>';
      await open(
        "docx",
        packOffice("docx", {
          "word/document.xml": wordXml(body),
          "word/_rels/document.xml.rels": relationships([
            { id: "image", type: "image", target: evil, isExternal: true },
            { id: "web", type: "hyperlink", target: evil, isExternal: true },
            { id: "script", type: "hyperlink", target: `javascript:${script}`, isExternal: true },
            { id: "html", type: "aFChunk", target: "part.html" },
            { id: "styles", type: "styles", target: "styles.xml" },
            { id: "template", type: "attachedTemplate", target: evil, isExternal: true },
          ]),
          "word/part.html": `<script>${script}</script><img src="${evil}">`,
          "word/styles.xml":
            `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" ` +
            `w:styleId="a{}*{background:url(${evil})}"><w:rPr><w:color w:val="red;}@import '${evil}';*{background:url(${evil})"/></w:rPr></w:style></w:styles>`,
        }),
      );
      const inner = wordPage();
      await until(() => expect(inner.body.textContent).toContain("Link script"));
      expect(inner.querySelectorAll("script, iframe, object, embed, link, a[href]")).toHaveLength(0);
      for (const anchor of inner.querySelectorAll<HTMLElement>("a")) anchor.click();
      expect(wordPage()).toBe(inner);
      await expectSilence();
    });

    it("of Excel or PowerPoint shows its markup as text", async () => {
      const markup = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;";
      const sheet = `<sheetData><row><c t="inlineStr"><is><t>${markup}</t></is></c></row></sheetData><hyperlinks><hyperlink ref="A1" r:id="web"/></hyperlinks>`;
      await open("xlsx", sampleWorkbook({ [markup]: sheet }));
      expect(only("td").textContent).toBe('<img src=x onerror="alert(1)">');
      labelled("Back").click();
      const image = `<p:pic><p:blipFill><a:blip r:link="rId1" r:embed="rId1"/></p:blipFill></p:pic>`;
      await open(
        "pptx",
        sampleSlides([slideText("title", markup) + image], {
          "ppt/slides/_rels/slide1.xml.rels": relationships([
            { id: "rId1", type: "image", target: evil, isExternal: true },
          ]),
        }),
      );
      await until(() => expect(only(".slide h2").textContent).toBe('<img src=x onerror="alert(1)">'));
      expect(all("img")).toEqual([]);
      await expectSilence();
    });

    it("that is a PDF runs no script, and its links and its files elsewhere are not followed", async () => {
      const action = `/AA << /O << /S /JavaScript /JS (${script.replaceAll("'", "")}) >> >>`;
      const links = ["URI /URI", "GoToR /F", "SubmitForm /F", "Launch /F"].map(
        (kind) => `<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /${kind} (${evil}) >> >>`,
      );
      await open("pdf", samplePdf(1, { page: `${action} /Annots [${links.join(" ")}]` }));
      await until(() => expect(only(".pdf-words").textContent).toContain("Page 1"));
      only(".pdf-page").click();
      expect(all("a")).toEqual([]);
      await expectSilence();
    });
  });

  it("frees everything when it is closed", async () => {
    const made = vi.spyOn(URL, "createObjectURL");
    const revoked = vi.spyOn(URL, "revokeObjectURL");
    const ended = vi.spyOn(Worker.prototype, "terminate");
    await open("pdf", samplePdf(3));
    await open("docx", sampleDocument("docx"));
    await open("pptx", sampleDocument("pptx"));
    await until(() => expect(all("canvas").length).toBeGreaterThan(0));
    presenter.close();
    await until(() => expect(ended).toHaveBeenCalledTimes(1));
    expect(revoked.mock.calls.length).toBe(made.mock.calls.length);
    expect(container.childElementCount).toBe(0);
  });
});

/** A picture of two pixels by two. */
async function pixel(): Promise<string> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2;
  return canvas.toDataURL("image/png");
}
