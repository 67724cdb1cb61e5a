import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const GUIDE = join(ROOT, "docs/guide/headless-device.md");

const APP = {
  "my-app/app.json": JSON.stringify({ pages: ["pages/counter/counter"] }),
  "my-app/app.js": "App({})",
  "my-app/pages/counter/counter.js": `Page({
    data: { count: 0 },
    onLoad({ from }) { this.setData({ count: Number(from) }) },
    add() { this.setData({ count: this.data.count + 1 }) },
  })`,
  "my-app/pages/counter/counter.wxml": `<view>{{count}}</view><button class="add" bindtap="add">+</button>`,
};

it("the example of the guide runs an app, with minihost as it is built", async () => {
  const [, program] = /^```js\n([\s\S]*?)^```$/m.exec(await readFile(GUIDE, "utf8")) ?? [];
  const dir = await mkdtemp(join(tmpdir(), "minihost-guide-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [path, text] of Object.entries({ ...APP, "example.mjs": program ?? "" })) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  await mkdir(join(dir, "node_modules"));
  await symlink(ROOT, join(dir, "node_modules/minihost"), "dir");
  const { stdout } = await promisify(execFile)(process.execPath, ["example.mjs"], { cwd: dir });
  expect(stdout).toBe("pages/counter/counter 3+\n{ count: 4 } []\n");
}, 30_000);
