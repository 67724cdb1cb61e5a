// Sends messages to an echo server with minihost, bare ws and undici in turns, each in its own process, and prints ratios to ws.
import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";

const KIB = 1024;
const LOADS = [
  { name: "64 B × 30,000, one after another", sizeBytes: 64, count: 30_000, parallel: 1 },
  { name: "64 B × 100,000, 32 at once", sizeBytes: 64, count: 100_000, parallel: 32 },
  { name: "64 KiB × 5,000, one after another", sizeBytes: 64 * KIB, count: 5000, parallel: 1 },
];
const CONTENDERS = ["ws", "minihost", "undici"];
const run_ = promisify(execFile);

/** Runs all loads; `options` may name how many rounds (5) and a word that chooses loads by name. */
export async function run([rounds = "5", filter = ""]) {
  const server = fork(join(import.meta.dirname, "echo.mjs"));
  const [port] = await once(server, "message");
  try {
    for (const load of LOADS.filter(({ name }) => name.includes(filter))) {
      print(load, await takeTurns({ ...load, url: `ws://127.0.0.1:${port}/` }, Number(rounds)));
    }
  } finally {
    server.disconnect();
  }
}

/** Each round runs every contender once, so that what else the machine does hits all alike. */
async function takeTurns(job, rounds) {
  const results = Object.fromEntries(CONTENDERS.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of CONTENDERS) {
      const script = join(import.meta.dirname, `${name}.mjs`);
      const { stdout } = await run_(process.execPath, [script, JSON.stringify(job)]);
      results[name].push(JSON.parse(stdout));
    }
  }
  return results;
}

function print({ name, count }, results) {
  console.log(`\n${name}`);
  console.table(
    Object.fromEntries(
      Object.entries(results).map(([contender, runs]) => {
        const ratio = (of) => median(runs.map((run, round) => of(run) / of(results.ws[round]))).toFixed(2);
        return [
          contender,
          {
            "rate / ws": ratio((run) => 1 / run.seconds),
            "CPU / ws": ratio((run) => run.cpuSeconds),
            rate: `${(count / median(runs.map((run) => run.seconds))).toFixed(0)}/s`,
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
