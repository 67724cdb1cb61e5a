import { fileURLToPath } from "node:url";
import { defineBrowserProvider } from "@vitest/browser";
import type { BrowserProvider, BrowserProviderOption, TestProject } from "vitest/node";
import { BidiPage } from "./bidi-page.ts";
import { launchFirefox, type Firefox } from "./launch-firefox.ts";

const LOCATORS = fileURLToPath(new URL("locators.ts", import.meta.url));

/** Lets Vitest run tests in the Firefox that is installed. Playwright can only drive a Firefox of its own making. */
export function firefox(options: { executablePath: string }): BrowserProviderOption {
  return defineBrowserProvider({
    name: "firefox",
    supportedBrowser: ["firefox"],
    options,
    providerFactory: (project) => new FirefoxProvider(project, options.executablePath),
  });
}

class FirefoxProvider implements BrowserProvider {
  readonly name = "firefox";
  readonly supportsParallelism = false;
  readonly initScripts = [LOCATORS];
  readonly #executablePath: string;
  readonly #pages = new Map<string, BidiPage>();
  #firefox: Promise<Firefox> | undefined;

  constructor(project: TestProject, executablePath: string) {
    this.#executablePath = executablePath;
    for (const [name, run] of Object.entries(COMMANDS)) {
      project.browser?.registerCommand(
        name as never,
        ((context: { bidiPage: BidiPage }, ...args: never[]) => run(context.bidiPage, ...args)) as never,
      );
    }
  }

  getCommandsContext(sessionId: string): { bidiPage: BidiPage } {
    const bidiPage = this.#pages.get(sessionId);
    if (bidiPage === undefined) throw new Error(`There is no page of the session ${sessionId}`);
    return { bidiPage };
  }

  async openPage(sessionId: string, url: string): Promise<void> {
    this.#firefox ??= launchFirefox(this.#executablePath);
    const { bidi } = await this.#firefox;
    await this.#pages.get(sessionId)?.close();
    const page = await BidiPage.open(bidi);
    this.#pages.set(sessionId, page);
    await page.navigate(url);
  }

  async close(): Promise<void> {
    const firefox = await this.#firefox?.catch(() => undefined);
    await firefox?.close();
  }
}

type Command = (page: BidiPage, ...args: never[]) => Promise<unknown>;

/** What Vitest's `userEvent` asks for, by Vitest's names. */
const COMMANDS: Readonly<Record<string, Command>> = {
  __vitest_click: (page, _selector: string, options: { position: { x: number; y: number } }) =>
    page.click(options.position),
  __vitest_keyboard: async (page, text: string) => {
    await page.type(text);
    return { unreleased: [] };
  },
  __vitest_cleanup: async () => {},
};
