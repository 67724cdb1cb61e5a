// Uploads with minihost, curl, fetch and axios in turns, each in its own process, and prints ratios to curl.
import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const KIB = 1024;
const MIB = 1024 * KIB;
// Small uploads are limited by code that Node compiles while it runs, so they are measured in a first and a second pass.
const LOADS = [
  { name: "1 KiB × 2,000, one after another", sizeBytes: KIB, count: 2000, parallel: 1, passes: 2 },
  { name: "1 KiB × 2,000, ten at once", sizeBytes: KIB, count: 2000, parallel: 10, passes: 2 },
  { name: "10 MB × 20, one after another", sizeBytes: 10e6, count: 20, parallel: 1, passes: 1 },
  { name: "1 GiB", sizeBytes: 1024 * MIB, count: 1, parallel: 1, passes: 1 },
];
const NODE_CONTENDERS = ["minihost", "fetch", "axios"];
const runFile = promisify(execFile);

/** Runs all loads; `options` may name how many rounds (5) and a word that chooses loads by name. */
export async function run([rounds = "5", word = ""]) {
  const folder = await mkdtemp(join(tmpdir(), "minihost-bench-"));
  const sink = fork(join(import.meta.dirname, "sink.mjs"));
  const [port] = await once(sink, "message");
  try {
    for (const load of LOADS.filter(({ name }) => name.includes(word))) {
      const job = { ...load, url: `http://127.0.0.1:${port}/`, file: await makeFile(folder, load.sizeBytes), folder };
      print(load, await takeTurns(job, Number(rounds)));
    }
  } finally {
    sink.disconnect();
    await rm(folder, { recursive: true });
  }
}

/** Each round runs every contender once, so that what else the machine does hits all alike. */
async function takeTurns(job, rounds) {
  const results = new Map(["curl", ...NODE_CONTENDERS].map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, runs] of results) runs.push(name === "curl" ? await runCurl(job) : await runNode(name, job));
  }
  return results;
}

async function runNode(name, { url, file, count, parallel, passes, folder }) {
  const script = join(import.meta.dirname, `${name}.mjs`);
  const job = JSON.stringify({ url, file, count, parallel, passes });
  const { stdout, usage } = await timed(folder, process.execPath, [script, job]);
  const results = JSON.parse(stdout);
  return { ...results.at(-1), firstSeconds: results[0].seconds, peakMib: usage.peakMib };
}

/** One process for all uploads, so that curl reuses its connections as the others do. */
async function runCurl({ url, file, count, parallel, folder }) {
  const transfer = `url = "${url}"\nform-string = "user=bench"\nform = "file=@${file}"\noutput = "/dev/null"\n`;
  const config = join(folder, "curl.config");
  await writeFile(config, Array.from({ length: count }, () => transfer).join("next\n"));
  const together = parallel > 1 ? ["--parallel", "--parallel-max", String(parallel)] : [];
  const { usage } = await timed(folder, "curl", ["--silent", "--fail", ...together, "--config", config]);
  return { ...usage, firstSeconds: usage.seconds };
}

/** Runs a program and measures the whole of it with GNU time. */
async function timed(folder, program, parameters) {
  const report = join(folder, "usage");
  const { stdout } = await runFile("/usr/bin/time", ["-o", report, "-f", "%e %U %S %M", program, ...parameters]);
  const [seconds, user, system, peakKib] = (await readFile(report, "utf8")).trim().split(" ").map(Number);
  return { stdout, usage: { seconds, cpuSeconds: user + system, peakMib: peakKib / KIB } };
}

async function makeFile(folder, sizeBytes) {
  const path = join(folder, `${sizeBytes}.bin`);
  const file = await open(path, "w");
  for (let left = sizeBytes; left > 0; left -= MIB) await file.write(Buffer.alloc(Math.min(left, MIB), "minihost "));
  await file.close();
  return path;
}

function print({ name, count, sizeBytes, passes }, results) {
  const curl = results.get("curl");
  const rows = [...results].map(([contender, runs]) => {
    const ratio = (of) => median(runs.map((result, round) => of(result) / of(curl[round]))).toFixed(2);
    const seconds = median(runs.map((result) => result.seconds));
    return [
      contender,
      {
        ...(passes > 1 ? { "first pass / curl": ratio((result) => 1 / result.firstSeconds) } : {}),
        "rate / curl": ratio((result) => 1 / result.seconds),
        "CPU / curl": ratio((result) => result.cpuSeconds),
        "peak RSS / curl": ratio((result) => result.peakMib),
        rate:
          count > 100
            ? `${(count / seconds).toFixed(0)}/s`
            : `${((count * sizeBytes) / MIB / seconds).toFixed(0)} MiB/s`,
        "CPU s": median(runs.map((result) => result.cpuSeconds)).toFixed(2),
        "peak MiB": median(runs.map((result) => result.peakMib)).toFixed(0),
      },
    ];
  });
  console.log(`\n${name}`);
  console.table(Object.fromEntries(rows));
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
