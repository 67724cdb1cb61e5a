// A process that a test kills: it changes the files and the storage of a device without end, and tells each change before and after it.
import { writeSync } from "node:fs";
import { createDevice } from "../../dist/node/index.js";

const [dataDir, seed] = process.argv.slice(2);
const device = await createDevice({ dataDir });
const { wx } = device;
const manager = wx.getFileSystemManager();
const USR = "wxfile://usr";

/** A small generator, so that a failure can be repeated. */
let state = Number(seed);
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
/** Content that tells whether it is whole: one character, repeated, of a length that it begins with. */
let count = 0;
const content = () => {
  count += 1;
  const text = String.fromCharCode(97 + (count % 26)).repeat(
    random(3) === 0 ? 200_000 + random(200_000) : random(3000),
  );
  return `${text.length}:${text}`;
};
/** Goes out at once: a pipe that is written to asynchronously would lose it. */
const tell = (change) => writeSync(1, `${JSON.stringify(change)}\n`);
const digest = (text) => `${text.length}/${text.at(-1)}`;
const name = () => `f${random(5)}`;

const changes = {
  async write() {
    const [file, text] = [name(), content()];
    return [{ [file]: digest(text) }, () => manager.writeFileSync(`${USR}/${file}`, text)];
  },
  async append() {
    const text = content();
    return [{ log: { add: text.length } }, () => manager.appendFileSync(`${USR}/log`, "x".repeat(text.length))];
  },
  async copy() {
    const [from, to] = [name(), name()];
    const text = read(from);
    if (text === undefined) return changes.write();
    return [{ [to]: digest(text) }, () => copy(`${USR}/${from}`, `${USR}/${to}`)];
  },
  async rename() {
    const [from, to] = [name(), name()];
    const text = read(from);
    if (text === undefined || from === to) return changes.write();
    return [{ [from]: null, [to]: digest(text) }, () => manager.renameSync(`${USR}/${from}`, `${USR}/${to}`)];
  },
  async unlink() {
    const file = name();
    if (read(file) === undefined) return changes.write();
    return [{ [file]: null }, () => manager.unlinkSync(`${USR}/${file}`)];
  },
  async save() {
    const [file, text] = [name(), content()];
    const tempFilePath = await device.addFile(new TextEncoder().encode(text), "txt");
    return [{ [file]: digest(text) }, () => save(tempFilePath, `${USR}/${file}`)];
  },
  async keep() {
    const text = content();
    const tempFilePath = await device.addFile(new TextEncoder().encode(text), "txt");
    return [{ saved: { add: 1 } }, () => wx.saveFile({ tempFilePath })];
  },
  async set() {
    const [key, text] = [`key ${random(5)}`, content()];
    return [{ [key]: digest(text) }, () => wx.setStorageSync(key, text)];
  },
  async batch() {
    const text = content();
    const kvList = ["batch 1", "batch 2"].map((key) => ({ key, value: text }));
    return [{ "batch 1": digest(text), "batch 2": digest(text) }, () => wx.batchSetStorageSync(kvList)];
  },
  async folder() {
    const isThere = manager.readdirSync(USR).includes("folder");
    if (isThere) return [{ folder: null }, () => manager.rmdirSync(`${USR}/folder`, true)];
    return [{ folder: "there" }, () => manager.mkdirSync(`${USR}/folder`)];
  },
};

function read(file) {
  try {
    return manager.readFileSync(`${USR}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}

function copy(srcPath, destPath) {
  return new Promise((success, fail) => manager.copyFile({ srcPath, destPath, success, fail }));
}

function save(tempFilePath, filePath) {
  return new Promise((success, fail) => manager.saveFile({ tempFilePath, filePath, success, fail }));
}

if (!manager.readdirSync(USR).includes("log")) manager.writeFileSync(`${USR}/log`, "");
tell({ ready: true });
for (;;) {
  // What is saved without a path of its own only piles up.
  const names = Object.keys(changes).filter((kind) => kind !== "keep" || random(4) === 0);
  const [effect, make] = await changes[names[random(names.length)]]();
  tell({ begin: effect });
  await make();
  tell({ end: true });
}
