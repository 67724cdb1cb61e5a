import { readFileSync } from "node:fs";
import { cac, type CAC } from "cac";
import { ToolError } from "../compiler/index.ts";
import { backend } from "./backend.ts";
import { build } from "./build.ts";
import { dev } from "./dev.ts";
import { fail } from "./run-servers.ts";

/** Runs the command line, given as `process.argv`. A mistake in it is told in one message, and exits with code 1. */
export async function run(argv: string[]): Promise<void> {
  const cli = createCli();
  try {
    cli.parse(argv, { run: false });
    checkCommand(cli);
    await cli.runMatchedCommand();
  } catch (error) {
    fail(usageError(error, cli));
  }
}

function createCli(): CAC {
  const cli = cac("minihost");
  cli
    .command("dev [dir]", "Run a mini program in the simulator, anew on each change")
    .option("--port <port>", "Port of the simulator", { default: 5173 })
    .option("--host <host>", "Address to listen on", { default: "127.0.0.1" })
    .option("--open", "Show the simulator in the browser")
    .action(dev);
  cli
    .command("build [dir]", "Make a static site of a mini program")
    .option("--out <dir>", "Folder of the site", { default: "dist" })
    .action(build);
  cli
    .command("backend", "Run the example backend that the examples talk to")
    .option("--port <port>", "Port of the backend", { default: 8090 })
    .option("--dir <dir>", "Folder of the uploaded files", { default: ".minihost/backend" })
    .action(backend);
  cli.help();
  cli.version(version());
  return cli;
}

function version(): string {
  const file = new URL("../../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** The parser itself is silent about what matches no command. */
function checkCommand(cli: CAC): void {
  const { matchedCommand, args, options } = cli;
  if (matchedCommand !== undefined || options["help"] === true || options["version"] === true) return;
  const [command] = args;
  if (command !== undefined) throw new ToolError("cli.usage", `There is no command "${command}"`);
  cli.globalCommand.checkUnknownOptions();
  cli.outputHelp();
}

function usageError(error: unknown, cli: CAC): unknown {
  if (!(error instanceof Error)) return error;
  const isUsage = error.name === "CACError" || (error instanceof ToolError && error.code === "cli.usage");
  if (!isUsage) return error;
  const command = cli.matchedCommand === undefined ? "" : `${cli.matchedCommand.name} `;
  return new ToolError("cli.usage", error.message, {
    hint: `minihost ${command}--help tells what there is`,
    cause: error,
  });
}
