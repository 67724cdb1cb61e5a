// Sends requests from a page in Chromium to a server of another origin, through a gateway and directly in turns, and prints ratios.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { chromium } from "playwright";
import { findBrowser } from "../../scripts/find-browser.mjs";

const LOADS = [
  { name: "64 MiB up", path: "/up", uploadBytes: 64 * 1024 * 1024, count: 1 },
  { name: "64 MiB down", path: "/down", uploadBytes: 0, count: 1 },
  { name: "500 small requests, one after another", path: "/small", uploadBytes: 0, count: 500 },
];
const WAYS = ["direct", "gateway"];

/** Runs all loads; `options` may name how many rounds (7). */
export async function run([rounds = "7"]) {
  const start = async (script, ...parameters) => {
    const child = fork(join(import.meta.dirname, script), parameters);
    return { child, message: (await once(child, "message"))[0] };
  };
  const target = await start("target.mjs");
  const url = `http://127.0.0.1:${target.message}`;
  const pages = await start("page-server.mjs", url);
  const { path: executablePath } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.goto(pages.message.origin);
    for (const load of LOADS) {
      const results = Object.fromEntries(WAYS.map((way) => [way, []]));
      // The first round warms up all ends, and is not counted.
      for (let round = -1; round < Number(rounds); round += 1) {
        for (const way of WAYS) {
          const seconds = await page.evaluate(sendAll, { ...load, way, url, token: pages.message.token });
          if (round >= 0) results[way].push(seconds);
        }
      }
      print(load, results);
    }
  } finally {
    await browser.close();
    for (const { child } of [target, pages]) child.disconnect();
  }
}

/** Runs in the page: sends all requests of a load, and resolves with the seconds that they took. */
async function sendAll({ path, uploadBytes, count, way, url, token }) {
  const [{ createFiles }, { createHttp }, { createGatewayHttp }] = await Promise.all([
    import("/browser/worker/files.js"),
    import("/browser/worker/http.js"),
    import("/browser/worker/gateway-http.js"),
  ]);
  const platform = { fetch, Blob, crypto, XMLHttpRequest };
  const files = createFiles({ packageUrl: `${location.origin}/package/`, fetch, Blob, crypto });
  const access = { url: `${location.origin}/gateway`, token, direct: [], named: [url] };
  const http = way === "gateway" ? createGatewayHttp({ access, files, platform }) : createHttp(files, platform);
  const request = { url: url + path, method: "GET", headers: {}, responseType: count === 1 ? "file" : "text" };
  if (uploadBytes > 0) {
    const file = { name: "file", filename: "a.bin", contentType: "application/octet-stream" };
    file.path = files.adopt(new Blob([new Uint8Array(uploadBytes)]), "bin");
    Object.assign(request, { method: "POST", responseType: "text", body: { kind: "multipart", fields: [], file } });
  }
  const events = uploadBytes > 0 ? { onSent() {} } : {};
  const startMs = performance.now();
  for (let sent = 0; sent < count; sent += 1) await http.send(request, events, new AbortController().signal);
  return (performance.now() - startMs) / 1000;
}

function print({ name }, { direct, gateway }) {
  const ratio = median(gateway.map((seconds, round) => direct[round] / seconds));
  console.log(`${name}: rate through the gateway / direct ${ratio.toFixed(2)}`);
  console.log(`  direct ${median(direct).toFixed(3)} s, gateway ${median(gateway).toFixed(3)} s`);
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
