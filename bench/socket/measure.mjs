// What every contender does around its own way of opening a connection.

/** The first messages are not counted: they warm up both sides. */
const WARM_UP = 0.2;

/**
 * Sends messages and awaits each of them, `parallel` on their way at once, and tells the parent process how long that took.
 *
 * @param {(url: string, onMessage: (data: ArrayBuffer) => void) => Promise<{send: (data: ArrayBuffer) => void, close: () => Promise<void>}>} open
 */
export async function measure(open) {
  const { url, sizeBytes, count, parallel } = JSON.parse(process.argv[2]);
  const message = new Uint8Array(sizeBytes).fill(1).buffer;
  let left = 0;
  let toSend = 0;
  let finish;
  const connection = await open(url, (data) => {
    if (data.byteLength !== sizeBytes)
      throw new Error(`A message of ${sizeBytes} bytes came back with ${data.byteLength}`);
    left -= 1;
    if (toSend > 0) send();
    else if (left === 0) finish();
  });
  function send() {
    toSend -= 1;
    connection.send(message);
  }
  const exchange = (messages) =>
    new Promise((resolve) => {
      finish = resolve;
      left = messages;
      toSend = messages;
      for (let started = 0; started < parallel; started += 1) send();
    });
  await exchange(Math.ceil(count * WARM_UP));
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  await exchange(count);
  const { user, system } = process.cpuUsage(startCpu);
  const seconds = (performance.now() - startMs) / 1000;
  await connection.close();
  const peakMib = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, peakMib }));
}
