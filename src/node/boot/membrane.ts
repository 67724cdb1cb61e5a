import { types } from "node:util";
import { decodeError, encodeError } from "../../core/bridge/index.ts";
import type { Callable, CallOutcome, RealmValues } from "../../core/realm/index.ts";

/** By an object that is being carried: what it becomes. */
type Seen = Map<object, unknown>;

/** One direction of the traffic: makes values of one side for those of the other. */
interface Direction {
  createObject(): object;
  createArray(): unknown[];
  toFunction(original: Callable, receiver: object | undefined): Callable;
  toError(error: Error): unknown;
  toPromise(promise: Promise<unknown>): unknown;
  toBuffer(buffer: ArrayBuffer): unknown;
  toView(view: ArrayBufferView): unknown;
}

const TYPED_ARRAY = Reflect.getPrototypeOf(Uint8Array.prototype) as object;

/**
 * Carries values between this realm and that of an app ("inside"), so that each side only ever holds values of its own.
 *
 * Data is copied, but for the bytes behind a view of the app (`Uint8Array` and the like), which both sides see. Functions, promises and the methods of objects stay
 * where they are; the other side gets what stands for them. Errors are told by name, code and message.
 *
 * Nothing of the app runs but through `values.call`: even the list of arguments that the engine makes for a proxy would be of this realm
 * else, and with it `process`. So properties are read by their descriptors, and proxies are refused.
 */
export class Membrane {
  readonly #values: RealmValues;
  /** By what stands for a function: that function. */
  readonly #originals = new WeakMap<Callable, Callable>();
  /** By a function: what stands for it on the other side. */
  readonly #standIns = new WeakMap<Callable, Callable>();
  /** By an error of this side: what the app had thrown. */
  readonly #thrown = new WeakMap<object, { value: unknown }>();
  /** Functions of the app's realm that are handed over as they are. */
  readonly #raw = new WeakSet<Callable>();
  /** Reject the promises of this side that wait for the app. */
  readonly #waiting = new Set<(error: Error) => void>();
  readonly #inward: Direction;
  readonly #outward: Direction;
  #isClosed = false;

  constructor(values: RealmValues) {
    this.#values = values;
    this.#inward = {
      createObject: () => values.createObject(),
      createArray: () => values.createArray(),
      toFunction: (original, receiver) => this.#createInside(original, receiver),
      toError: (error) => this.#errorInside(error),
      toPromise: (promise) => this.#promiseInside(promise),
      toBuffer: (buffer) => values.createBuffer(new Uint8Array(buffer)),
      toView(view) {
        const { kind, bytes } = shareView(view);
        return values.createView(kind, bytes);
      },
    };
    this.#outward = {
      createObject: () => ({}),
      createArray: () => [],
      toFunction: (original, receiver) => this.#createOutside(original, receiver),
      toError: (error) => this.#errorOutside(error),
      toPromise: (promise) => this.#promiseOutside(promise),
      toBuffer: (buffer) => new Uint8Array(buffer).slice().buffer,
      toView: (view) => shareView(view).view,
    };
  }

  /** Ends all traffic: calls of the app fail, its functions are not called any more, and what waits for it here rejects. */
  close(): void {
    this.#isClosed = true;
    for (const reject of this.#waiting) reject(closedError());
    this.#waiting.clear();
  }

  /** The value of the app's realm for one of this realm. */
  toInside(value: unknown): unknown {
    return this.#carry(value, this.#inward);
  }

  /** The value of this realm for one of the app's. */
  toOutside(value: unknown): unknown {
    return this.#carry(value, this.#outward);
  }

  /** A function for the app that is given the app's own values, not to be touched, and returns such a value. */
  createRawFunction(call: (values: readonly unknown[]) => unknown): Callable {
    const raw = this.#values.createFunction((values) => this.#outcomeOf(() => call(values)));
    this.#raw.add(raw);
    return raw;
  }

  /** Calls the function inside that `standIn` stands for with values of that realm, and ignores what comes of it. */
  callRaw(standIn: Callable, values: readonly unknown[]): void {
    const original = this.#originals.get(standIn);
    if (!this.#isClosed && original !== undefined) this.#call(original, undefined, values);
  }

  /** An error of this realm that tells what the app threw. */
  toError(value: unknown): Error {
    return this.#errorOutside(value);
  }

  #carry(value: unknown, to: Direction, seen: Seen = new Map()): unknown {
    if (typeof value === "function") return this.#carryFunction(value as Callable, to);
    if (typeof value === "symbol") throw new TypeError("A symbol can't leave its realm");
    if (typeof value !== "object" || value === null) return value;
    if (types.isProxy(value)) throw new TypeError("A proxy can't leave its realm");
    if (ArrayBuffer.isView(value)) return to.toView(value);
    if (types.isArrayBuffer(value)) return to.toBuffer(value);
    if (types.isPromise(value)) return to.toPromise(value);
    if (types.isNativeError(value)) return to.toError(value);
    if (seen.has(value)) return seen.get(value);
    return Array.isArray(value) ? this.#carryArray(value, to, seen) : this.#carryObject(value, to, seen);
  }

  #carryFunction(value: Callable, to: Direction, receiver?: object): Callable {
    if (this.#raw.has(value)) return value;
    const original = this.#originals.get(value);
    if (original !== undefined) return original;
    const known = receiver === undefined ? this.#standIns.get(value) : undefined;
    if (known !== undefined) return known;
    const standIn = to.toFunction(value, receiver);
    this.#originals.set(standIn, value);
    if (receiver === undefined) this.#standIns.set(value, standIn);
    return standIn;
  }

  #carryArray(source: readonly unknown[], to: Direction, seen: Seen): unknown[] {
    const target = to.createArray();
    seen.set(source, target);
    fill(target, source, (value) => this.#carry(value, to, seen));
    return target;
  }

  /** Copies the data of an object, and makes methods and accessors that work on it where it is. */
  #carryObject(source: object, to: Direction, seen: Seen): object {
    const target = to.createObject();
    seen.set(source, target);
    for (let holder: object | null = source; holder !== null; holder = Reflect.getPrototypeOf(holder)) {
      if (holder === Object.prototype || holder === this.#values.objectPrototype) break;
      if (types.isProxy(holder)) throw new TypeError("A proxy can't leave its realm");
      for (const name of Reflect.ownKeys(holder)) {
        if (typeof name !== "string" || name === "constructor" || Object.hasOwn(target, name)) continue;
        const property = Reflect.getOwnPropertyDescriptor(holder, name);
        if (property !== undefined)
          Reflect.defineProperty(target, name, this.#carryProperty(property, source, to, seen));
      }
    }
    return target;
  }

  #carryProperty(property: PropertyDescriptor, source: object, to: Direction, seen: Seen): PropertyDescriptor {
    const { value, writable, enumerable, ...accessors } = property as Omit<PropertyDescriptor, "get" | "set">;
    const { get, set } = accessors as { get?: Callable; set?: Callable };
    if (get !== undefined || set !== undefined) {
      return {
        get: get && this.#carryFunction(get, to, source),
        set: set && this.#carryFunction(set, to, source),
        enumerable,
        configurable: true,
      };
    }
    const carried =
      typeof value === "function" ? this.#carryFunction(value as Callable, to, source) : this.#carry(value, to, seen);
    return { value: carried, writable, enumerable, configurable: true };
  }

  /** A function inside that calls one of this side. */
  #createInside(original: Callable, receiver: object | undefined): Callable {
    return this.#values.createFunction((values) =>
      this.#outcomeOf(() => {
        const given: unknown[] = [];
        fill(given, values, (value) => this.toOutside(value));
        return this.toInside(Reflect.apply(original, receiver, given));
      }),
    );
  }

  /** What a call by the app comes to. Nothing is thrown but for a stack that is full. */
  #outcomeOf(work: () => unknown): CallOutcome {
    try {
      if (this.#isClosed) throw closedError();
      return { isThrown: false, value: work() };
    } catch (error) {
      return { isThrown: true, value: this.#errorInside(error) };
    }
  }

  /** A function of this side that calls one inside. */
  #createOutside(original: Callable, receiver: object | undefined): Callable {
    return (...values) => {
      if (this.#isClosed) return undefined;
      const given = values.map((value) => this.toInside(value));
      const { isThrown, value } = this.#call(original, receiver, given);
      if (isThrown) throw this.#thrownOutside(value);
      return this.toOutside(value);
    };
  }

  /** Calls a function inside with values of that realm. */
  #call(callee: Callable, receiver: object | undefined, values: readonly unknown[]): CallOutcome {
    const given = this.#values.createArray();
    fill(given, values, (value) => value);
    try {
      return this.#values.call(callee, receiver, given);
    } catch {
      // Only a stack that is full gets here, and its error may be one of the app's realm.
      throw new RangeError("Maximum call stack size exceeded");
    }
  }

  #errorInside(error: unknown): unknown {
    const known = typeof error === "object" && error !== null ? this.#thrown.get(error) : undefined;
    if (known !== undefined) return known.value;
    // The stack tells of files of this machine, which are none of the app's business.
    const { stack: _stack, ...message } = encodeError(error);
    return this.#values.createError(message);
  }

  /** An error of this side for what the app threw. */
  #errorOutside(value: unknown): Error {
    const { isThrown, value: message } = this.#call(this.#values.describeError, undefined, [value]);
    const error = decodeError(isThrown ? { name: "Error", message: "" } : readMessage(message));
    this.#thrown.set(error, { value });
    return error;
  }

  /** What the app threw, which may be no error; it comes back as the same value. */
  #thrownOutside(value: unknown): unknown {
    if (types.isNativeError(value)) return this.#errorOutside(value);
    let copy: unknown;
    try {
      copy = this.toOutside(value);
    } catch (error) {
      copy = error;
    }
    if (typeof copy === "object" && copy !== null) this.#thrown.set(copy, { value });
    return copy;
  }

  #promiseInside(promise: Promise<unknown>): unknown {
    const deferred = this.#values.createDeferred();
    const settle = (work: () => unknown): void => {
      if (this.#isClosed) return;
      const { isThrown, value } = this.#outcomeOf(work);
      (isThrown ? deferred.reject : deferred.resolve)(value);
    };
    promise.then(
      (value) => settle(() => this.toInside(value)),
      (error: unknown) =>
        settle(() => {
          throw error;
        }),
    );
    return deferred.promise;
  }

  #promiseOutside(promise: Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        this.#waiting.delete(reject);
        settle();
      };
      this.#waiting.add(reject);
      this.#values.watch(
        promise,
        this.createRawFunction((values) => end(() => resolve(this.toOutside(values[0])))),
        this.createRawFunction((values) => end(() => reject(this.#thrownOutside(values[0])))),
      );
    });
  }
}

/** Fills an array out of another, by the own properties of both alone. */
function fill(target: unknown[], source: readonly unknown[], convert: (value: unknown) => unknown): void {
  const length = Reflect.getOwnPropertyDescriptor(source, "length")?.value as number;
  for (let index = 0; index < length; index++) {
    const value = convert(Reflect.getOwnPropertyDescriptor(source, index)?.value);
    Reflect.defineProperty(target, index, { value, writable: true, enumerable: true, configurable: true });
  }
}

function closedError(): Error {
  return new Error("The app was closed");
}

/** The bytes behind a view of any realm, as a view of this realm, of the same kind. */
function shareView(source: ArrayBufferView): { kind: string; view: ArrayBufferView; bytes: Uint8Array } {
  const isDataView = types.isDataView(source);
  const read = (name: string | symbol): unknown => {
    const getter = Reflect.getOwnPropertyDescriptor(isDataView ? DataView.prototype : TYPED_ARRAY, name)?.get;
    return getter && Reflect.apply(getter, source, []);
  };
  const [buffer, byteOffset, byteLength] = ["buffer", "byteOffset", "byteLength"].map(read) as [
    ArrayBuffer,
    number,
    number,
  ];
  const kind = isDataView ? "DataView" : String(read(Symbol.toStringTag));
  const Kind = Reflect.get(globalThis, kind) as DataViewConstructor & { BYTES_PER_ELEMENT?: number };
  const view = new Kind(buffer, byteOffset, byteLength / (Kind.BYTES_PER_ELEMENT ?? 1));
  return { kind, view, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
}

/** Takes the texts of a message that was made inside, whatever else is in it. */
function readMessage(message: unknown): Parameters<typeof decodeError>[0] {
  const text = (name: string): string | undefined => {
    const value: unknown = Reflect.getOwnPropertyDescriptor(message as object, name)?.value;
    return typeof value === "string" ? value : undefined;
  };
  return { name: text("name") ?? "Error", message: text("message") ?? "", stack: text("stack") };
}
