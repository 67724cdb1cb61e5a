import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const GUIDE = new URL("../../docs/guide/gateway.md", import.meta.url);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Loaded before the guide's program, which says nothing: tells its parent on which port it listens. */
const TELL_PORT = `
  import { Server } from "node:net";
  const { listen } = Server.prototype;
  Server.prototype.listen = function (...values) {
    this.once("listening", () => process.send(this.address().port));
    return listen.apply(this, values);
  };`;

/** The program of docs/guide/gateway.md as it runs in production, in a process of its own. */
export interface GuideGateway {
  readonly port: number;
  /** Ends it as a service manager does, and resolves with the code that it ends with. */
  stop(): Promise<number | null>;
}

/** What a developer puts in the place of the guide's names. */
export interface GuideGatewayOptions {
  /** Of the pages. */
  readonly origin: string;
  readonly token: string;
  /** The one server of the app, without a slash at its end. */
  readonly serverUrl: string;
}

/** Reads the only block of a language in the guide. */
export async function readGuideBlock(language: string): Promise<string> {
  const guide = await readFile(GUIDE, "utf8");
  const blocks = [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, name]) => name === language);
  const [block, ...more] = blocks;
  if (block?.[2] === undefined || more.length > 0) {
    throw new Error(`docs/guide/gateway.md should have one block of ${language}, and has ${blocks.length}`);
  }
  return block[2];
}

/** Puts other texts into the place of some; each of them has to be there. */
export function replaceAll(text: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((current, [old, replacement]) => {
    if (!current.includes(old)) throw new Error(`docs/guide/gateway.md has no ${old} any more`);
    return current.replaceAll(old, replacement);
  }, text);
}

/** Starts the guide's program on a free port, with `minihost` as it is built. */
export async function startGuideGateway({ origin, token, serverUrl }: GuideGatewayOptions): Promise<GuideGateway> {
  const dir = await mkdtemp(join(tmpdir(), "minihost-guide-"));
  await mkdir(join(dir, "node_modules"));
  await symlink(ROOT, join(dir, "node_modules/minihost"), "dir");
  const program = replaceAll(await readGuideBlock("js"), {
    "https://app.example.com": origin,
    "api.example.com": serverUrl,
    "chat.example.com": serverUrl.replace("http", "ws"),
    "upload.example.com": serverUrl,
    "cdn.example.com": serverUrl,
    "8787": "0",
  });
  await writeFile(join(dir, "gateway.mjs"), program);
  const child = fork(join(dir, "gateway.mjs"), {
    env: { ...process.env, GATEWAY_TOKEN: token },
    execArgv: ["--import", `data:text/javascript,${encodeURIComponent(TELL_PORT)}`],
  });
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const port = await Promise.race([
    once(child, "message").then(([value]) => Number(value)),
    ended.then((code) => Promise.reject(new Error(`The guide's program ended with ${code}`))),
  ]);
  return {
    port,
    async stop() {
      child.kill("SIGTERM");
      const code = await ended;
      await rm(dir, { recursive: true });
      return code;
    },
  };
}
