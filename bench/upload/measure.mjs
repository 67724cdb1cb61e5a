// What every contender in Node does around its own way of uploading one file.

/**
 * Makes as many passes of `count` uploads, `parallel` at once, as the parent process asks for, and tells it what each took.
 *
 * @param {(file: string) => Promise<(url: string) => Promise<number>>} prepare makes ready, and gives a function that
 *   uploads once and resolves with the status.
 */
export async function measure(prepare) {
  const { url, file, count, parallel, passes } = JSON.parse(process.argv[2]);
  const upload = await prepare(file);
  const results = [];
  for (let pass = 0; pass < passes; pass += 1) {
    const startMs = performance.now();
    const startCpu = process.cpuUsage();
    await repeat(() => upload(url), count, parallel);
    const { user, system } = process.cpuUsage(startCpu);
    results.push({ seconds: (performance.now() - startMs) / 1000, cpuSeconds: (user + system) / 1e6 });
  }
  console.log(JSON.stringify(results));
}

async function repeat(upload, count, parallel) {
  let started = 0;
  const lane = async () => {
    while (started < count) {
      started += 1;
      const status = await upload();
      if (status !== 200) throw new Error(`The sink answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
}
