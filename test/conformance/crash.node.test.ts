import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { createDevice, type Device } from "../../src/node/index.ts";

/** How often a process is killed. */
const KILLS = 200;
const PROGRAM = fileURLToPath(new URL("../support/crashing-device.mjs", import.meta.url));

/** What a device holds: a digest for each file and each key, and how much was added to what only grows. */
type State = Map<string, string | number>;
/** What a change does to it: `null` takes away. */
type Effect = Record<string, string | null | { add: number }>;

/** Devices that are killed at the same time, each in its own folder. */
const LANES = 4;

it(`devices that are killed ${KILLS} times lose nothing that was acknowledged, and tear nothing`, async () => {
  const lanes = await Promise.all(Array.from({ length: LANES }, (_, lane) => killAgainAndAgain(lane)));
  const total = (name: "changes" | "begun"): number => lanes.reduce((sum, lane) => sum + lane[name], 0);
  // The moments are among changes, and many of them within one.
  expect(total("changes")).toBeGreaterThan(KILLS * 2);
  expect(total("begun")).toBeGreaterThan(KILLS / 4);
}, 120_000);

/** Kills a device, looks what is left, and goes on with that. */
async function killAgainAndAgain(lane: number): Promise<{ changes: number; begun: number }> {
  const folder = await mkdtemp(join(tmpdir(), "minihost-crash-"));
  let expected: State = new Map<string, string | number>([
    ["log", 0],
    ["saved", 0],
  ]);
  let changes = 0;
  let begun = 0;
  try {
    for (let round = 0; round < KILLS / LANES; round += 1) {
      const { done, open } = await runAndKill(folder, lane * KILLS + round);
      for (const effect of done) expected = apply(expected, effect);
      changes += done.length;
      const found = await inspect(folder);
      // A change that had begun happened, or did not.
      const possible = open === undefined ? [expected] : [expected, apply(expected, open)];
      if (open !== undefined) begun += 1;
      const match = possible.find((state) => isEqual(state, found));
      expect(match ?? describeStates(possible, found), `after ${changes} changes and ${round + 1} kills`).toBe(match);
      expected = found;
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return { changes, begun };
}

/** Starts the process, kills it at a random moment, and tells what it did. */
async function runAndKill(folder: string, round: number): Promise<{ done: Effect[]; open: Effect | undefined }> {
  const child = spawn(process.execPath, [PROGRAM, folder, String(round * 7919 + 1)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const done: Effect[] = [];
  let open: Effect | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as { ready?: true; begin?: Effect; end?: true };
    if (told.ready) setTimeout(() => child.kill("SIGKILL"), Math.random() * 100);
    if (told.begin !== undefined) open = told.begin;
    if (told.end && open !== undefined) {
      done.push(open);
      open = undefined;
    }
  }
  await ended;
  return { done, open };
}

/** Opens the device again and reads all that it holds. */
async function inspect(folder: string): Promise<State> {
  const device = await createDevice({ dataDir: folder });
  try {
    const state: State = new Map();
    readFiles(device, state);
    for (const key of device.wx.getStorageInfoSync().keys) state.set(key, check(String(device.wx.getStorageSync(key))));
    const { fileList } = await device.wx.getSavedFileList();
    state.set("saved", fileList.length);
    for (const { filePath } of fileList) check(String(device.wx.getFileSystemManager().readFileSync(filePath, "utf8")));
    expect(await readdir(join(folder, "work"))).toEqual([]);
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
    return state;
  } finally {
    await device.close();
  }
}

function readFiles({ wx }: Device, state: State): void {
  const manager = wx.getFileSystemManager();
  for (const name of manager.readdirSync("wxfile://usr")) {
    if (name === "folder") state.set(name, "there");
    else {
      const text = String(manager.readFileSync(`wxfile://usr/${name}`, "utf8"));
      state.set(name, name === "log" ? text.length : check(text));
    }
  }
}

/** Gives the digest of content, which must be whole. */
function check(text: string): string {
  const [length, body = ""] = text.split(":");
  expect(body.length).toBe(Number(length));
  expect(new Set(body).size).toBeLessThanOrEqual(1);
  return `${text.length}/${text.at(-1)}`;
}

function apply(state: State, effect: Effect): State {
  const next = new Map(state);
  for (const [name, value] of Object.entries(effect)) {
    if (value === null) next.delete(name);
    else if (typeof value === "string") next.set(name, value);
    else next.set(name, Number(next.get(name)) + value.add);
  }
  return next;
}

function isEqual(one: State, other: State): boolean {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}

function describeStates(possible: State[], found: State): object {
  return { possible: possible.map((state) => Object.fromEntries(state)), found: Object.fromEntries(found) };
}
