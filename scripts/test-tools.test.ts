import { expect, it } from "vitest";
import type { thisMachine } from "./find-browser.mjs";
import { installTestTools } from "./test-tools.mjs";

const ALL = ["apt-get", "php", "/usr/bin/python3", "ffprobe", "nginx"];

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
  await installTestTools(machine);
  return commands;
}

it("installs in CI what is missing", async () => {
  const without = (...programs: string[]): string[] => ALL.filter((name) => !programs.includes(name));
  const install = "env DEBIAN_FRONTEND=noninteractive apt-get -q install --yes --no-install-recommends";
  const update = "env DEBIAN_FRONTEND=noninteractive apt-get -q update";
  expect(await commandsOn({ CI: "1" }, without("/usr/bin/python3"))).toEqual([
    update,
    `${install} python3-werkzeug python3-multipart`,
  ]);
  expect(await commandsOn({ CI: "1" }, without("ffprobe", "nginx"))).toEqual([update, `${install} ffmpeg nginx-light`]);
});

it("leaves a machine alone that has all, has no apt, or is a person's", async () => {
  expect(await commandsOn({ CI: "1" }, ALL)).toEqual([]);
  expect(await commandsOn({ CI: "1" }, [])).toEqual([]);
  expect(await commandsOn({}, ["apt-get"])).toEqual([]);
});
