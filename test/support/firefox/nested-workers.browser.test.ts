import { expect, it } from "vitest";

/** A Worker that makes as many others as it is told, one after another, and answers when it has heard of each of them. */
const MAKER = `
addEventListener("message", async ({ data: count }) => {
  const url = URL.createObjectURL(new Blob(["postMessage(0)"], { type: "text/javascript" }));
  for (let made = 0; made < count; made += 1) {
    const worker = new Worker(url);
    await new Promise((resolve) => worker.addEventListener("message", resolve));
    worker.terminate();
  }
  URL.revokeObjectURL(url);
  postMessage(count);
});
`;

// What encodes sound has a thread of its own, which the Worker of a recording starts.
it("lets Workers make Workers, also several at once", async () => {
  const url = URL.createObjectURL(new Blob([MAKER], { type: "text/javascript" }));
  const make = async (): Promise<unknown> => {
    const worker = new Worker(url);
    const answer = new Promise<MessageEvent>((resolve) => {
      worker.addEventListener("message", resolve);
    });
    worker.postMessage(50);
    const { data } = await answer;
    worker.terminate();
    return data;
  };
  expect(await Promise.all([make(), make(), make(), make()])).toEqual([50, 50, 50, 50]);
  URL.revokeObjectURL(url);
});
