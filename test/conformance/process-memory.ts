import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Memory that this process takes. */
export async function takenMemory(): Promise<number> {
  return process.memoryUsage.rss();
}

/** Memory of what is still needed by something. */
export async function keptMemory(): Promise<number> {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
