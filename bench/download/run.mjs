// Downloads to disk with curl and minihost in turns, each in its own process, and prints ratios to curl.
import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
const runFile = promisify(execFile);

/** Downloads 1 GiB with each contender; `options` may name how many rounds (5) and in which folder (the machine's temporary one). */
export async function run([rounds = "5", parent = tmpdir()]) {
  const folder = await mkdtemp(join(parent, "minihost-bench-"));
  const source = fork(join(import.meta.dirname, "source.mjs"));
  const [port] = await once(source, "message");
  const job = { url: `http://127.0.0.1:${port}/${GIB}`, folder };
  try {
    const results = new Map([
      ["curl", []],
      ["minihost", []],
    ]);
    // Each round runs every contender once, so that what else the machine does hits all alike.
    for (let round = 0; round < Number(rounds); round += 1) {
      for (const [name, runs] of results) runs.push(await (name === "curl" ? runCurl(job) : runMinihost(job)));
    }
    print(results);
  } finally {
    source.disconnect();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runCurl({ url, folder }) {
  const target = join(folder, "curl.zip");
  const { usage } = await timed(folder, "curl", ["--silent", "--fail", "--output", target, url]);
  checkSize((await stat(target)).size);
  await rm(target);
  return { ...usage, transferSeconds: usage.seconds };
}

async function runMinihost(job) {
  const script = join(import.meta.dirname, "minihost.mjs");
  const { stdout, usage } = await timed(job.folder, process.execPath, [script, JSON.stringify(job)]);
  const { seconds, size } = JSON.parse(stdout);
  checkSize(size);
  return { ...usage, transferSeconds: seconds };
}

function checkSize(size) {
  if (size !== GIB) throw new Error(`${size} bytes arrived instead of ${GIB}`);
}

/** Runs a program and measures the whole of it with GNU time. */
async function timed(folder, program, parameters) {
  const report = join(folder, "usage");
  const { stdout } = await runFile("/usr/bin/time", ["-o", report, "-f", "%e %U %S %M", program, ...parameters]);
  const [seconds, user, system, peakKib] = (await readFile(report, "utf8")).trim().split(" ").map(Number);
  return { stdout, usage: { seconds, cpuSeconds: user + system, peakMib: peakKib / KIB } };
}

function print(results) {
  const curl = results.get("curl");
  const rows = [...results].map(([contender, runs]) => {
    const ratio = (of) => median(runs.map((result, round) => of(result) / of(curl[round]))).toFixed(2);
    return [
      contender,
      {
        "rate / curl": ratio((result) => 1 / result.transferSeconds),
        "with start / curl": ratio((result) => 1 / result.seconds),
        "CPU / curl": ratio((result) => result.cpuSeconds),
        "peak RSS / curl": ratio((result) => result.peakMib),
        rate: `${(GIB / MIB / median(runs.map((result) => result.transferSeconds))).toFixed(0)} MiB/s`,
        "peak MiB": median(runs.map((result) => result.peakMib)).toFixed(0),
      },
    ];
  });
  console.log("\n1 GiB to disk");
  console.table(Object.fromEntries(rows));
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
