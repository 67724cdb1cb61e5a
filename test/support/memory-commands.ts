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

/** Resolves with the sessions of the Workers of the session's page. */
async function attachWorkers(session: CDPSession): Promise<string[]> {
  const { targetInfo: page } = await session.send("Target.getTargetInfo");
  const { targetInfos } = await session.send("Target.getTargets", { filter: [{ type: "worker" }] });
  const own = targetInfos.filter(({ parentId }) => parentId === page.targetId);
  const attached = await Promise.all(own.map(({ targetId }) => attach(session, targetId)));
  return attached.filter((sessionId) => sessionId !== undefined);
}

/** Resolves with nothing for a Worker that ended meanwhile. */
async function attach(session: CDPSession, targetId: string): Promise<string | undefined> {
  try {
    // Not `flatten`: a session of Playwright's has no others below it.
    const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
    return sessionId;
  } catch (error) {
    if (String(error).includes("No target with given id found")) return undefined;
    throw error;
  }
}

let lastId = 0;

/** Resolves with nothing from a Worker that ended meanwhile. */
function askWorker<Answer>(session: CDPSession, sessionId: string, method: Method): Promise<Answer | undefined> {
  const id = (lastId += 1);
  return new Promise<Answer | undefined>((resolve) => {
    const settle = (answer?: Answer): void => {
      session.off("Target.receivedMessageFromTarget", take);
      session.off("Target.detachedFromTarget", leave);
      resolve(answer);
    };
    const take = (event: { message: string }): void => {
      const told = JSON.parse(event.message) as { id?: number; result?: Answer };
      if (told.id === id) settle(told.result);
    };
    const leave = (event: { sessionId: string }): void => {
      if (event.sessionId === sessionId) settle();
    };
    session.on("Target.receivedMessageFromTarget", take);
    session.on("Target.detachedFromTarget", leave);
    // One that was gone before it was asked takes no message.
    session
      .send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) })
      .catch(() => settle());
  });
}
