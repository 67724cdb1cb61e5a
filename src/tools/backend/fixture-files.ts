import { docx, pptx, xlsx } from "./fixtures/office.ts";
import { music } from "./fixtures/music.ts";
import { page } from "./fixtures/page.ts";
import { pdf } from "./fixtures/pdf.ts";
import { picture } from "./fixtures/picture.ts";
import { song } from "./fixtures/song.ts";

/** A file that the backend has without anybody uploading it. */
export interface FixtureFile {
  contentType: string;
  readonly bytes: Buffer;
}

const OFFICE = "application/vnd.openxmlformats-officedocument";

/** The fixtures by their paths, each a valid file of its kind. */
export const fixtureFiles: ReadonlyMap<string, FixtureFile> = new Map<string, FixtureFile>([
  ["/1.jpg", { contentType: "image/jpeg", bytes: picture }],
  ["/song.mp3", { contentType: "audio/mpeg", bytes: song }],
  [
    "/music.wav",
    {
      contentType: "audio/wav",
      get bytes() {
        return music();
      },
    },
  ],
  ["/page.html", { contentType: "text/html; charset=utf-8", bytes: page }],
  [
    "/report.pdf",
    {
      contentType: "application/pdf",
      bytes: pdf("Quarterly report", [
        "Uploads: 1,204",
        "Downloads: 3,377",
        "Failures: 0",
        "",
        "Uploads went up by a third, most of all from phones.",
        "Downloads stayed where they were in the second quarter.",
        "No file was lost, and none arrived twice.",
      ]),
    },
  ],
  [
    "/report.docx",
    {
      contentType: `${OFFICE}.wordprocessingml.document`,
      bytes: docx("Quarterly report 季度报告", [
        "Uploads went up by a third, most of all from phones. Downloads stayed where they were in the second quarter.",
        "No file was lost, and none arrived twice.",
        "上传量增长了三分之一。",
        "其中手机端的增长最为明显，下载量与第二季度持平。没有丢失文件，也没有重复收到的文件。",
      ]),
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
        ["Total 合计", 1204, 3377],
      ]),
    },
  ],
  [
    "/report.pptx",
    {
      contentType: `${OFFICE}.presentationml.presentation`,
      bytes: pptx("Quarterly report 季度报告", [
        "Uploads went up by a third.",
        "Downloads stayed where they were.",
        "没有丢失文件，也没有重复收到的文件。",
      ]),
    },
  ],
]);
