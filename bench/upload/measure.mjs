// What every contender in Node does around its own way of uploading one file.

/**
 * Uploads `count` times, `parallel` at once, and tells the parent process how long that took.
 *
 * @param {(file: string) => Promise<(url: string) => Promise<number>>} prepare makes ready, and gives a function that
 *   uploads once and resolves with the status.
 */
export async function measure(prepare) {
  const { url, file, count, parallel } = JSON.parse(process.argv[2]);
  const upload = await prepare(file);
  let started = 0;
  const startMs = performance.now();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (started < count) {
        started += 1;
        const status = await upload(url);
        if (status !== 200) throw new Error(`The sink answered ${status}`);
      }
    }),
  );
  console.log(JSON.stringify({ seconds: (performance.now() - startMs) / 1000 }));
}
