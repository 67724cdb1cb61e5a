import { describe, expect, it } from "vitest";
import {
  findBrowser,
  findFirefox,
  findOrInstallBrowser,
  findOrInstallFirefox,
  HOW_TO_INSTALL,
  thisMachine,
} from "./find-browser.mjs";

type Machine = typeof thisMachine;

/** A machine with some programs, and what installing adds to them. */
class TestMachine implements Machine {
  readonly env: Machine["env"] = { PATH: "/bin:/usr/bin" };
  isRoot = true;
  /** What each executable prints as its version; `undefined` when it does not start. */
  readonly programs = new Map<string, string | undefined>();
  /** The commands that were run, with what they do. */
  readonly commands: string[] = [];
  readonly effects = new Map<string, () => void>();

  playwrightPath = (): string => "/playwright/chrome";
  isExecutable = (path: string): Promise<boolean> => Promise.resolve(this.programs.has(path));
  output = (command: string): Promise<string | undefined> => Promise.resolve(this.programs.get(command));
  run = (command: string, args: string[]): Promise<boolean> => {
    const line = [command, ...args].join(" ").replace(/^.*cli\.js/, "playwright");
    this.commands.push(line);
    this.effects.get(line)?.();
    return Promise.resolve(this.effects.has(line));
  };
  print = (): void => undefined;
}

const APT = "env DEBIAN_FRONTEND=noninteractive apt-get -q";

describe("findBrowser", () => {
  it("takes the browser of CHROME_PATH before any other", async () => {
    const machine = new TestMachine();
    machine.env.CHROME_PATH = "/mine/chrome";
    machine.programs.set("/mine/chrome", "Chrome 1\n").set("/playwright/chrome", "Chrome 2\n");
    expect(await findBrowser(machine)).toEqual({ path: "/mine/chrome", version: "Chrome 1" });
  });

  it("fails when CHROME_PATH leads to no browser, even if there is another", async () => {
    const machine = new TestMachine();
    machine.env.CHROME_PATH = "/mine/chrome";
    machine.programs.set("/playwright/chrome", "Chrome 2\n");
    await expect(findBrowser(machine)).rejects.toThrow("CHROME_PATH=/mine/chrome");
  });

  it("takes Playwright's before the one on the PATH", async () => {
    const machine = new TestMachine();
    machine.programs.set("/usr/bin/chromium", "Chromium 1\n").set("/playwright/chrome", "Chrome 2\n");
    expect(await findBrowser(machine)).toHaveProperty("path", "/playwright/chrome");
  });

  it("searches the PATH name by name, and passes over what does not start", async () => {
    const machine = new TestMachine();
    machine.programs.set("/playwright/chrome", undefined).set("/usr/bin/chromium", undefined);
    machine.programs.set("/bin/google-chrome", "Google Chrome 3\n").set("/usr/bin/chromium-browser", "Chromium 4\n");
    expect(await findBrowser(machine)).toEqual({ path: "/usr/bin/chromium-browser", version: "Chromium 4" });
  });

  it("finds nothing where there is nothing", async () => {
    expect(await findBrowser(new TestMachine())).toBeUndefined();
  });
});

describe("findOrInstallBrowser", () => {
  it("installs nothing when there is a browser", async () => {
    const machine = new TestMachine();
    machine.programs.set("/bin/chrome", "Chrome 1\n");
    expect(await findOrInstallBrowser(machine)).toHaveProperty("path", "/bin/chrome");
    expect(machine.commands).toEqual([]);
  });

  it("lets Playwright install one", async () => {
    const machine = new TestMachine();
    machine.effects.set("playwright install --no-shell chromium", () => {
      machine.programs.set("/playwright/chrome", "Chrome 2\n");
    });
    expect(await findOrInstallBrowser(machine)).toEqual({ path: "/playwright/chrome", version: "Chrome 2" });
  });

  it("replaces the rest of a download that was cut off", async () => {
    const machine = new TestMachine();
    machine.programs.set("/playwright/chrome", undefined);
    machine.effects.set("playwright install --no-shell --force chromium", () => {
      machine.programs.set("/playwright/chrome", "Chrome 2\n");
    });
    expect(await findOrInstallBrowser(machine)).toHaveProperty("path", "/playwright/chrome");
  });

  it("installs the libraries of Playwright's browser when it does not start, as root", async () => {
    const machine = new TestMachine();
    machine.effects.set("playwright install --no-shell chromium", () => {
      machine.programs.set("/playwright/chrome", undefined);
    });
    machine.effects.set("playwright install-deps chromium", () => {
      machine.programs.set("/playwright/chrome", "Chrome 2\n");
    });
    expect(await findOrInstallBrowser(machine)).toHaveProperty("path", "/playwright/chrome");
  });

  it("installs Debian's when Playwright's can't be had", async () => {
    const machine = new TestMachine();
    machine.programs.set("apt-get", "apt 2.6\n");
    machine.effects.set(`${APT} update`, () => undefined);
    machine.effects.set(`${APT} install --yes --no-install-recommends chromium`, () => {
      machine.programs.set("/usr/bin/chromium", "Chromium 5\n");
    });
    expect(await findOrInstallBrowser(machine)).toEqual({ path: "/usr/bin/chromium", version: "Chromium 5" });
  });

  it("installs Debian's with sudo when it needs no password", async () => {
    const machine = new TestMachine();
    machine.isRoot = false;
    machine.programs.set("apt-get", "apt 2.6\n").set("sudo", "");
    machine.effects.set(`sudo -n ${APT} install --yes --no-install-recommends chromium`, () => {
      machine.programs.set("/usr/bin/chromium", "Chromium 5\n");
    });
    expect(await findOrInstallBrowser(machine)).toHaveProperty("path", "/usr/bin/chromium");
  });

  it("asks for no password", async () => {
    const machine = new TestMachine();
    machine.isRoot = false;
    machine.programs.set("apt-get", "apt 2.6\n").set("sudo", undefined);
    await expect(findOrInstallBrowser(machine)).rejects.toThrow(HOW_TO_INSTALL);
    expect(machine.commands).toEqual(["playwright install --no-shell chromium"]);
  });

  it("says how to get one when none can be had", async () => {
    await expect(findOrInstallBrowser(new TestMachine())).rejects.toThrow(/CHROME_PATH[^]*npx playwright install/);
  });
});

describe("thisMachine", () => {
  it("gives what a program prints, and nothing when it fails or is missing", async () => {
    const node = (script: string): Promise<string | undefined> =>
      thisMachine.output(process.execPath, ["-e", script], 10_000);
    expect(await node("console.log('out'); console.error('err')")).toBe("out\n");
    expect(await node("process.exit(3)")).toBeUndefined();
    expect(await thisMachine.output("/does/not/exist", [], 10_000)).toBeUndefined();
  });

  it("stops a program, and what it started, when it takes too long", async () => {
    const child =
      "require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'inherit' })";
    expect(await thisMachine.output(process.execPath, ["-e", child], 200)).toBeUndefined();
  });
});

describe("findFirefox", () => {
  it("takes the one of FIREFOX_PATH, or else one on the PATH", async () => {
    const machine = new TestMachine();
    expect(await findFirefox(machine)).toBeUndefined();
    machine.programs.set("/usr/bin/firefox", "Mozilla Firefox 1\n").set("/mine/firefox", "Mozilla Firefox 2\n");
    expect(await findFirefox(machine)).toEqual({ path: "/usr/bin/firefox", version: "Mozilla Firefox 1" });
    machine.env.FIREFOX_PATH = "/mine/firefox";
    expect(await findFirefox(machine)).toHaveProperty("path", "/mine/firefox");
    machine.env.FIREFOX_PATH = "/no/firefox";
    await expect(findFirefox(machine)).rejects.toThrow("FIREFOX_PATH=/no/firefox");
  });
});

describe("findOrInstallFirefox", () => {
  it("installs Debian's in CI only", async () => {
    const machine = new TestMachine();
    machine.programs.set("apt-get", "apt 2\n");
    machine.effects.set(`${APT} update`, () => {});
    machine.effects.set(`${APT} install --yes --no-install-recommends firefox-esr`, () => {
      machine.programs.set("/usr/bin/firefox-esr", "Mozilla Firefox 3\n");
    });
    expect(await findOrInstallFirefox(machine)).toBeUndefined();
    expect(machine.commands).toEqual([]);
    machine.env.CI = "1";
    expect(await findOrInstallFirefox(machine)).toHaveProperty("path", "/usr/bin/firefox-esr");
  });
});
