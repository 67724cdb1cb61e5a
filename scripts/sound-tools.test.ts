import { expect, it } from "vitest";
import type { thisMachine } from "./find-browser.mjs";
import { installSoundTools } from "./sound-tools.mjs";

/** Runs on a machine with these programs, and resolves with the commands that were run. */
async function commandsOn(env: Record<string, string>, programs: string[]): Promise<string[]> {
  const commands: string[] = [];
  const machine: typeof thisMachine = {
    env,
    isRoot: true,
    playwrightPath: () => "",
    isExecutable: async () => false,
    output: async (command) => (programs.includes(command) ? "1" : undefined),
    async run(command, args) {
      commands.push([command, ...args].join(" "));
      return true;
    },
    print: () => {},
  };
  await installSoundTools(machine);
  return commands;
}

it("installs FFmpeg in CI where it is missing", async () => {
  expect(await commandsOn({ CI: "1" }, ["apt-get"])).toEqual([
    "env DEBIAN_FRONTEND=noninteractive apt-get -q update",
    "env DEBIAN_FRONTEND=noninteractive apt-get -q install --yes --no-install-recommends ffmpeg",
  ]);
});

it("leaves a machine alone that has it, has no apt, or is a person's", async () => {
  expect(await commandsOn({ CI: "1" }, ["apt-get", "ffprobe"])).toEqual([]);
  expect(await commandsOn({ CI: "1" }, [])).toEqual([]);
  expect(await commandsOn({}, ["apt-get"])).toEqual([]);
});
