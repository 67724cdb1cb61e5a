// Makes small requests with minihost and undici in turns, each in its own process, and prints ratios to undici.
import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";

const COUNT = 2000;
// Limited by code that Node compiles while it runs, so a first and a second pass are measured.
const LOADS = [
  { name: "2,000 requests, one after another", count: COUNT, parallel: 1, passes: 2 },
  { name: "2,000 requests, ten at once", count: COUNT, parallel: 10, passes: 2 },
];
const CONTENDERS = ["undici", "minihost"];
const runFile = promisify(execFile);

/** Runs all loads; `options` may name how many rounds (7) and a word that chooses loads by name. */
export async function run([rounds = "7", word = ""]) {
  const server = fork(join(import.meta.dirname, "server.mjs"));
  const [port] = await once(server, "message");
  try {
    for (const load of LOADS.filter(({ name }) => name.includes(word))) {
      print(load.name, await takeTurns({ ...load, url: `http://127.0.0.1:${port}/query` }, Number(rounds)));
    }
  } finally {
    server.disconnect();
  }
}

/** Each round runs every contender once, so that what else the machine does hits all alike. */
async function takeTurns(job, rounds) {
  const results = new Map(CONTENDERS.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, runs] of results) runs.push(await runOnce(name, job));
  }
  return results;
}

async function runOnce(name, job) {
  const { stdout } = await runFile(process.execPath, [join(import.meta.dirname, `${name}.mjs`), JSON.stringify(job)]);
  const passes = JSON.parse(stdout);
  return { ...passes.at(-1), firstSeconds: passes[0].seconds };
}

function print(title, results) {
  const undici = results.get("undici");
  const rows = [...results].map(([contender, runs]) => {
    const ratio = (of) => median(runs.map((result, round) => of(result) / of(undici[round]))).toFixed(2);
    return [
      contender,
      {
        "first pass / undici": ratio((result) => 1 / result.firstSeconds),
        "rate / undici": ratio((result) => 1 / result.seconds),
        "CPU / undici": ratio((result) => result.cpuSeconds),
        rate: `${(COUNT / median(runs.map((result) => result.seconds))).toFixed(0)}/s`,
      },
    ];
  });
  console.log(`\n${title}`);
  console.table(Object.fromEntries(rows));
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
