import { docx, pptx, xlsx } from "./fixtures/office.ts";
import { page } from "./fixtures/page.ts";
import { pdf } from "./fixtures/pdf.ts";
import { picture } from "./fixtures/picture.ts";
import { song } from "./fixtures/song.ts";

/** A file that the backend has without anybody uploading it. */
export interface FixtureFile {
  contentType: string;
  bytes: Buffer;
}

const OFFICE = "application/vnd.openxmlformats-officedocument";

/** The fixtures by their paths, each a valid file of its kind. */
export const fixtureFiles: ReadonlyMap<string, FixtureFile> = new Map([
  ["/1.jpg", { contentType: "image/jpeg", bytes: picture }],
  ["/song.mp3", { contentType: "audio/mpeg", bytes: song }],
  ["/page.html", { contentType: "text/html; charset=utf-8", bytes: page }],
  [
    "/report.pdf",
    {
      contentType: "application/pdf",
      bytes: pdf("Quarterly report", ["Uploads: 1,204", "Downloads: 3,377", "Failures: 0"]),
    },
  ],
  [
    "/report.docx",
    {
      contentType: `${OFFICE}.wordprocessingml.document`,
      bytes: docx("Quarterly report 季度报告", ["Uploads went up by a third.", "上传量增长了三分之一。"]),
    },
  ],
  [
    "/report.xlsx",
    {
      contentType: `${OFFICE}.spreadsheetml.sheet`,
      bytes: xlsx("Report", [
        ["Month 月份", "Uploads", "Downloads"],
        ["July", 391, 1105],
        ["August", 402, 1090],
        ["September", 411, 1182],
      ]),
    },
  ],
  [
    "/report.pptx",
    {
      contentType: `${OFFICE}.presentationml.presentation`,
      bytes: pptx("Quarterly report 季度报告", "Uploads went up by a third."),
    },
  ],
]);
