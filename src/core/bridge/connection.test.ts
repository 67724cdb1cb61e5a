import { afterEach, describe, expect, it } from "vitest";
import { HostError, isHostError } from "../ports/index.ts";
import { connect, type Channel, type Connection } from "./connection.ts";
import { transfer } from "./transfer.ts";

interface Answers {
  "number.double"(value: number): Promise<number>;
  "file.read"(path: string): Promise<ArrayBuffer>;
  "error.throw"(): Promise<void>;
  "value.echo"(value: unknown): Promise<unknown>;
  "page.patch"(page: number, patch: { operations: Int32Array<ArrayBuffer> }): void;
}

describe("connect", () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  function pair(local: Partial<Answers>): {
    connection: Connection<Answers>;
    near: MessagePort;
    answering: Connection<{}>;
  } {
    const { port1, port2 } = new MessageChannel();
    const answering = connect<{}, Partial<Answers>>(port2, local);
    const connection = connect<Answers, {}>(port1, {});
    ends.push(() => {
      connection.close();
      answering.close();
      port1.close();
    });
    return { connection, near: port1, answering };
  }

  it("answers a call with the result of the other side", async () => {
    const { connection } = pair({ "number.double": (value) => Promise.resolve(value * 2) });
    await expect(connection.call("number.double", 21)).resolves.toBe(42);
    expect(connection.pendingCount).toBe(0);
  });

  it("keeps the order of calls and of messages without an answer", async () => {
    const order: unknown[] = [];
    const { connection } = pair({
      "page.patch": (page) => void order.push(page),
      "value.echo": (value) => {
        order.push(value);
        return Promise.resolve(value);
      },
    });
    const none = { operations: new Int32Array() };
    connection.send("page.patch", 1, none);
    const first = connection.call("value.echo", 2);
    connection.send("page.patch", 3, none);
    const last = connection.call("value.echo", 4);
    connection.send("page.patch", 5, none);
    await Promise.all([first, last, connection.call("value.echo", 6)]);
    expect(order).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("rebuilds a HostError with its code", async () => {
    const { connection } = pair({
      "error.throw": () => Promise.reject(new HostError("cancelled", "Nothing was chosen")),
    });
    const error = await connection.call("error.throw").catch((reason: unknown) => reason);
    expect(isHostError(error)).toBe(true);
    expect(error).toMatchObject({ name: "HostError", code: "cancelled", message: "Nothing was chosen" });
  });

  it("rebuilds any other error with its name, its message and its stack as text", async () => {
    const original = new RangeError("Too far");
    const { connection } = pair({ "error.throw": () => Promise.reject(original) });
    const error = await connection.call("error.throw").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "RangeError", message: "Too far", stack: original.stack });
  });

  it("rejects with an Error when something else was thrown", async () => {
    const { connection } = pair({
      // oxlint-disable-next-line prefer-promise-reject-errors -- app code may do so
      "error.throw": () => Promise.reject("a string"),
    });
    await expect(connection.call("error.throw")).rejects.toThrow("a string");
  });

  it("rejects a call whose function does not exist", async () => {
    const { connection } = pair({});
    await expect(connection.call("error.throw")).rejects.toThrow('"error.throw" not found');
  });

  it("rejects a call whose argument or result can't be cloned", async () => {
    const { connection } = pair({ "value.echo": () => Promise.resolve(() => {}) });
    await expect(connection.call("value.echo", () => {})).rejects.toThrow("could not be cloned");
    await expect(connection.call("value.echo", 1)).rejects.toThrow("could not be cloned");
    expect(connection.pendingCount).toBe(0);
  });

  it("throws when what is sent without an answer can't be cloned", () => {
    const { connection } = pair({});
    const patch = { operations: new Int32Array(), callback: () => {} };
    expect(() => connection.send("page.patch", 1, patch)).toThrow("could not be cloned");
  });

  it("hands over marked buffers of arguments instead of copying them", async () => {
    const received: number[][] = [];
    const { connection } = pair({
      "page.patch": (_page, patch) => void received.push([...patch.operations]),
      "value.echo": (value) => Promise.resolve(value),
    });
    const operations = new Int32Array([1, 2, 3]);
    connection.send("page.patch", 1, transfer({ operations }, [operations.buffer]));
    expect(operations.buffer.byteLength).toBe(0);
    await connection.call("value.echo", null);
    expect(received).toEqual([[1, 2, 3]]);
  });

  it("hands over marked buffers of results instead of copying them", async () => {
    const bytes = new Uint8Array([4, 5]).buffer;
    const { connection } = pair({ "file.read": () => Promise.resolve(transfer(bytes, [bytes])) });
    const read = await connection.call("file.read", "wxfile://tmp/a");
    expect([...new Uint8Array(read)]).toEqual([4, 5]);
    expect(bytes.byteLength).toBe(0);
  });

  it("rejects what waits and what comes after it was closed", async () => {
    const { connection } = pair({ "value.echo": () => new Promise(() => {}) });
    const waiting = connection.call("value.echo", 1);
    expect(connection.pendingCount).toBe(1);
    const reason = new HostError("aborted", "The app ended");
    connection.close(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(connection.call("value.echo", 2)).rejects.toBe(reason);
    expect(() => connection.send("page.patch", 1, { operations: new Int32Array() })).not.toThrow();
    expect(connection.pendingCount).toBe(0);
    expect(reason.cause).toBeUndefined();
  });

  it("says nothing and hears nothing after it was closed", async () => {
    const channel = new RecordingChannel();
    let answer: (value: number) => void = () => {};
    const connection = connect<Answers, Partial<Answers>>(channel, {
      "number.double": () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    channel.deliver({ t: "q", i: "1", m: "number.double", a: [1] });
    await settled();
    connection.close();
    answer(2);
    await settled();
    expect(channel.posted).toEqual([]);
    expect(channel.listeners.size).toBe(0);
  });

  it("does not reach what every object inherits", async () => {
    const channel = new RecordingChannel();
    connect<Answers, {}>(channel, {});
    channel.deliver({ t: "q", i: "1", m: "constructor", a: [] });
    await settled();
    expect(channel.posted).toMatchObject([{ i: "1", e: { message: expect.stringContaining("not found") } }]);
    expect(() => channel.deliver({ notice: "constructor", parameters: [] })).toThrow('"constructor"');
  });

  it("calls methods of a class on their object", async () => {
    class Doubler implements Pick<Answers, "number.double"> {
      #factor = 2;
      "number.double"(value: number): Promise<number> {
        return Promise.resolve(value * this.#factor);
      }
    }
    const { connection } = pair(new Doubler());
    await expect(connection.call("number.double", 4)).resolves.toBe(8);
  });

  it("leaves an error after a message without an answer uncaught", () => {
    const channel = new RecordingChannel();
    connect<Answers, Partial<Answers>>(channel, {
      "page.patch": () => {
        throw new Error("The patch is broken");
      },
    });
    expect(() => channel.deliver({ notice: "page.patch", parameters: [] })).toThrow("The patch is broken");
  });
});

/** A channel whose messages stay here. */
class RecordingChannel implements Channel {
  readonly posted: unknown[] = [];
  readonly listeners = new Set<(event: { data: unknown }) => void>();

  postMessage(message: unknown): void {
    this.posted.push(message);
  }

  addEventListener(_type: "message", listener: (event: { data: unknown }) => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: "message", listener: (event: { data: unknown }) => void): void {
    this.listeners.delete(listener);
  }

  deliver(data: unknown): void {
    for (const listener of this.listeners) listener({ data });
  }
}

/** Resolves after all promises that can settle by themselves have done so. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
