import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { chooseMessageFileSuite, type ChooseMessageFileHost } from "./choose-message-file.suite.ts";

async function createHost(): Promise<ChooseMessageFileHost> {
  const folder = await mkdtemp(join(tmpdir(), "minihost-message-files-"));
  const device = await createDevice();
  const { wx, messageFiles, answers } = device;
  return {
    wx,
    async choose(files) {
      messageFiles.clear();
      for (const { name, bytes, modifiedMs } of files) {
        const path = join(folder, name);
        await writeFile(path, bytes);
        await utimes(path, modifiedMs / 1000, modifiedMs / 1000);
        messageFiles.add(path);
      }
    },
    cancel: () => answers.chooseImage("cancel"),
    read: async (path) => new Uint8Array(wx.getFileSystemManager().readFileSync(path) as ArrayBuffer),
    async close() {
      await device.close();
      await rm(folder, { recursive: true });
    },
  };
}

describe("Node host", () => {
  chooseMessageFileSuite(createHost);

  it("has no file to offer at first, and takes none that is not there", async () => {
    const device = await createDevice();
    await expect(device.wx.chooseMessageFile({ count: 1 })).rejects.toMatchObject({
      errMsg: "chooseMessageFile:fail cancel",
    });
    expect(() => device.messageFiles.add("/none.pdf")).toThrow('There is no file "/none.pdf".');
    await device.close();
  });
});
