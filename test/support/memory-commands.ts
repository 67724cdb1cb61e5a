import type { CDPSession, Page } from "playwright";
import type { BrowserCommand } from "vitest/node";

declare module "vitest/browser" {
  interface BrowserCommands {
    /** Counts the bytes that the scripts of the page and its Workers take at this moment: objects, and the buffers behind them. */
    takenMemory(): Promise<number>;
    /** The same, when everything that nobody needs is gone. */
    keptMemory(): Promise<number>;
  }
}

interface HeapUsage {
  usedSize: number;
  backingStorageSize: number;
}

/** What a test in Chromium asks of the browser's own tools. */
export const memoryCommands: Record<"keptMemory" | "takenMemory", BrowserCommand> = {
  takenMemory: ({ page }) => withTools(page, (ask) => takenBy(ask)),
  keptMemory: ({ page }) =>
    withTools(page, async (ask) => {
      await ask("HeapProfiler.collectGarbage");
      return takenBy(ask);
    }),
};

type Method = "HeapProfiler.collectGarbage" | "Runtime.getHeapUsage";
/** Asks the page and each of its Workers. */
type AskAll = <Answer>(method: Method) => Promise<Answer[]>;

async function takenBy(ask: AskAll): Promise<number> {
  const heaps = await ask<HeapUsage>("Runtime.getHeapUsage");
  return heaps.reduce((sum, { usedSize, backingStorageSize }) => sum + usedSize + backingStorageSize, 0);
}

async function withTools<Output>(page: Page, work: (ask: AskAll) => Promise<Output>): Promise<Output> {
  const session = await page.context().newCDPSession(page);
  try {
    const workers = await attachWorkers(session);
    return await work(async <Answer>(method: Method) => {
      const ofWorkers = workers.map((worker) => askWorker<Answer>(session, worker, method));
      // What Playwright knows of the answer depends on the method.
      const answers = await Promise.all([session.send(method) as Promise<Answer>, ...ofWorkers]);
      return answers.filter((answer) => answer !== undefined);
    });
  } finally {
    await session.detach();
  }
}

/** A Worker that is listened to. */
interface AttachedWorker {
  targetId: string;
  sessionId: string;
}

/** Resolves with the Workers of the session's page, listening to each. */
async function attachWorkers(session: CDPSession): Promise<AttachedWorker[]> {
  const { targetInfo: page } = await session.send("Target.getTargetInfo");
  const workers = await listWorkers(session);
  const own = workers.filter(({ parentId }) => parentId === page.targetId);
  const attached = await Promise.all(own.map(({ targetId }) => attach(session, targetId)));
  return attached.filter((worker) => worker !== undefined);
}

async function listWorkers(session: CDPSession): Promise<{ targetId: string; parentId?: string }[]> {
  return (await session.send("Target.getTargets", { filter: [{ type: "worker" }] })).targetInfos;
}

/** Resolves with nothing for a Worker that ended meanwhile. */
async function attach(session: CDPSession, targetId: string): Promise<AttachedWorker | undefined> {
  try {
    // Not `flatten`: a session of Playwright's has no others below it.
    const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
    return { targetId, sessionId };
  } catch (error) {
    if (String(error).includes("No target with given id found")) return undefined;
    throw error;
  }
}

/** How often the browser is asked whether a Worker is still there that does not answer. */
const LOOK_MS = 100;
let lastId = 0;

/** Resolves with nothing from a Worker that ended meanwhile. Chromium does not tell of each end, so it is asked for its Workers, too. */
function askWorker<Answer>(
  session: CDPSession,
  { targetId, sessionId }: AttachedWorker,
  method: Method,
): Promise<Answer | undefined> {
  const id = (lastId += 1);
  return new Promise<Answer | undefined>((resolve, reject) => {
    const stop = (): void => {
      clearInterval(looking);
      session.off("Target.receivedMessageFromTarget", take);
    };
    const settle = (answer?: Answer): void => {
      stop();
      resolve(answer);
    };
    const fail = (error: unknown): void => {
      stop();
      reject(error);
    };
    const take = (event: { message: string }): void => {
      const told = JSON.parse(event.message) as { id?: number; result?: Answer };
      if (told.id === id) settle(told.result);
    };
    const look = async (): Promise<void> => {
      const workers = await listWorkers(session);
      if (!workers.some((worker) => worker.targetId === targetId)) settle();
    };
    const looking = setInterval(() => void look().catch(fail), LOOK_MS);
    session.on("Target.receivedMessageFromTarget", take);
    session
      .send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) })
      .catch((error: unknown) => (String(error).includes("No session with given id") ? settle() : fail(error)));
  });
}
