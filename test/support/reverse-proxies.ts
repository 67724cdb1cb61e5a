import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request as sendRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { createServer as createSocketServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { readGuideBlock, replaceAll } from "./guide-gateway.ts";

/** The servers behind a proxy, by their ports on this machine. */
export interface Upstreams {
  /** What answers everything but the gateway's requests. */
  readonly site: number;
  readonly gateway: number;
}

/** A server in front of others. */
export interface ReverseProxy {
  close(): Promise<void>;
}

/** Starts a proxy on a port of this machine. */
export type StartProxy = (port: number, upstreams: Upstreams) => Promise<ReverseProxy>;

/** Finds a port that nobody uses. */
export async function findPort(): Promise<number> {
  const server = createSocketServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A proxy that passes requests on as they come, and nothing more. */
export const startPlainProxy: StartProxy = async (port, { site, gateway }) => {
  const pass = ({ url, method, headers }: IncomingMessage): ClientRequest => {
    return sendRequest({
      host: "127.0.0.1",
      port: url === "/gateway" ? gateway : site,
      path: url,
      method,
      headers,
      agent: false,
    });
  };
  const server = createServer((incoming, outgoing) => {
    const passed = pass(incoming).on("error", () => outgoing.destroy());
    passed.on("response", (response) => {
      outgoing.writeHead(response.statusCode ?? 0, response.headers);
      outgoing.flushHeaders();
      response.on("error", () => outgoing.destroy()).pipe(outgoing);
    });
    outgoing.on("close", () => passed.destroy());
    incoming.pipe(passed);
  });
  server.on("upgrade", (incoming, socket) => {
    const passed = pass(incoming).on("error", () => socket.destroy());
    socket.on("error", () => passed.destroy());
    passed.on("upgrade", ({ statusCode, statusMessage, rawHeaders }, other) => {
      const lines = rawHeaders.flatMap((text, index) => (index % 2 === 0 ? [`${text}: ${rawHeaders[index + 1]}`] : []));
      socket.write(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join("\r\n")}\r\n\r\n`);
      other
        .on("error", () => socket.destroy())
        .pipe(socket)
        .pipe(other);
    });
    passed.on("response", () => socket.destroy());
    passed.end();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};

/** Why there is no nginx to test with, for the title of what is skipped; `undefined` where there is one. */
export function missingNginx(): string | undefined {
  const { error } = spawnSync("nginx", ["-v"]);
  return error === undefined
    ? undefined
    : " (skipped: nginx is not installed; in Debian, it is in the package nginx-light)";
}

/** nginx with the lines of docs/guide/gateway.md, which lead to the gateway's port. */
export const startNginx: StartProxy = async (port, { site, gateway }) => {
  const dir = await mkdtemp(join(tmpdir(), "minihost-nginx-"));
  const guided = replaceAll(await readGuideBlock("nginx"), { "8787": String(gateway) });
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const config = `
    ${process.getuid?.() === 0 ? "user root;" : ""}
    daemon off;
    pid ${dir}/nginx.pid;
    error_log stderr notice;
    events {}
    http {
      access_log off;
      ${kinds.map((kind) => `${kind}_temp_path ${dir}/${kind};`).join("\n")}
      server {
        listen 127.0.0.1:${port};
        ${guided}
        location / {
          proxy_pass http://127.0.0.1:${site};
        }
      }
    }`;
  await writeFile(join(dir, "nginx.conf"), config);
  const child = spawn("nginx", ["-p", dir, "-c", join(dir, "nginx.conf")], { stdio: ["ignore", "ignore", "pipe"] });
  const output: string[] = [];
  const ended = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stderr).on("line", (line) => {
      output.push(line);
      if (line.includes("start worker processes")) resolve();
    });
    void ended.then(() => reject(new Error(`nginx did not start:\n${output.join("\n")}`)));
  });
  return {
    async close() {
      child.kill("SIGTERM");
      await ended;
      await rm(dir, { recursive: true });
    },
  };
};
