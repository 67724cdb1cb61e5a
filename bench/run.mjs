// Runs one benchmark: npm run bench -- <name> [options]
import { readdirSync } from "node:fs";

const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const [name, ...options] = process.argv.slice(2);
if (names.includes(name)) {
  const { run } = await import(`./${name}/run.mjs`);
  await run(options);
} else {
  console.error(`There is no benchmark "${name ?? ""}". Choose one of: ${names.join(", ")}.`);
  process.exitCode = 1;
}
