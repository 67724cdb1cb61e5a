// Uploads with minihost, curl, fetch and axios in turns, each in its own process, and prints ratios to curl.
import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const KIB = 1024;
const MIB = 1024 * KIB;
const LOADS = [
  { name: "1 KiB × 2,000, one after another", sizeBytes: KIB, count: 2000, parallel: 1 },
  { name: "1 KiB × 2,000, ten at once", sizeBytes: KIB, count: 2000, parallel: 10 },
  { name: "10 MiB × 20, one after another", sizeBytes: 10 * MIB, count: 20, parallel: 1 },
  { name: "1 GiB", sizeBytes: 1024 * MIB, count: 1, parallel: 1 },
];
const NODE_CONTENDERS = ["minihost", "fetch", "axios"];
const run_ = promisify(execFile);

/** Runs all loads; `options` may name how many rounds (5) and a word that chooses loads by name. */
export async function run([rounds = "5", filter = ""]) {
  const folder = await mkdtemp(join(tmpdir(), "minihost-bench-"));
  const sink = fork(join(import.meta.dirname, "sink.mjs"));
  const [port] = await once(sink, "message");
  try {
    for (const load of LOADS.filter(({ name }) => name.includes(filter))) {
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
  const results = { curl: [], ...Object.fromEntries(NODE_CONTENDERS.map((name) => [name, []])) };
  for (let round = 0; round < rounds; round += 1) {
    results.curl.push(await runCurl(job));
    for (const name of NODE_CONTENDERS) results[name].push(await runNode(name, job));
  }
  return results;
}

async function runNode(name, { url, file, count, parallel, folder }) {
  const script = join(import.meta.dirname, `${name}.mjs`);
  const { stdout, usage } = await timed(folder, process.execPath, [
    script,
    JSON.stringify({ url, file, count, parallel }),
  ]);
  return { ...usage, seconds: JSON.parse(stdout).seconds };
}

/** One process for all uploads, so that curl reuses its connections as the others do. */
async function runCurl({ url, file, count, parallel, folder }) {
  const transfer = `url = "${url}"\nform-string = "user=bench"\nform = "file=@${file}"\noutput = "/dev/null"\n`;
  const config = join(folder, "curl.config");
  await writeFile(config, Array.from({ length: count }, () => transfer).join("next\n"));
  const together = parallel > 1 ? ["--parallel", "--parallel-max", String(parallel)] : [];
  return (await timed(folder, "curl", ["--silent", "--fail", ...together, "--config", config])).usage;
}

/** Runs a program and measures it with GNU time: processor time and peak memory of the whole process. */
async function timed(folder, program, parameters) {
  const report = join(folder, "usage");
  const { stdout } = await run_("/usr/bin/time", ["-o", report, "-f", "%e %U %S %M", program, ...parameters]);
  const [seconds, user, system, peakKib] = (await readFile(report, "utf8")).trim().split(" ").map(Number);
  return { stdout, usage: { seconds, cpuSeconds: user + system, peakMib: peakKib / KIB } };
}

async function makeFile(folder, sizeBytes) {
  const path = join(folder, `${sizeBytes}.bin`);
  const file = await open(path, "w");
  const block = Buffer.alloc(Math.min(sizeBytes, MIB), "minihost ");
  for (let written = 0; written < sizeBytes; written += block.length) await file.write(block);
  await file.close();
  return path;
}

function print({ name, count, sizeBytes }, results) {
  console.log(`\n${name}`);
  console.table(
    Object.fromEntries(
      Object.entries(results).map(([contender, runs]) => {
        const seconds = median(runs.map((run) => run.seconds));
        const ratio = (of) => median(runs.map((run, round) => of(run) / of(results.curl[round]))).toFixed(2);
        return [
          contender,
          {
            "rate / curl": ratio((run) => 1 / run.seconds),
            "CPU / curl": ratio((run) => run.cpuSeconds),
            "peak RSS / curl": ratio((run) => run.peakMib),
            rate: sizeBytes > MIB ? `${((count * sizeBytes) / MIB / seconds).toFixed(0)} MiB/s` : `${(count / seconds).toFixed(0)}/s`,
            "CPU s": median(runs.map((run) => run.cpuSeconds)).toFixed(2),
            "peak MiB": median(runs.map((run) => run.peakMib)).toFixed(0),
          },
        ];
      }),
    ),
  );
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
