import { decodeError, encodeError, type ErrorMessage } from "../bridge/index.ts";

/** Any function. */
export type Callable = (...values: unknown[]) => unknown;

/** How a call ended, with a value of this realm. */
export interface CallOutcome {
  isThrown: boolean;
  value: unknown;
}

/** A promise and its two ends. */
export interface Deferred {
  promise: Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

/** Makes values that belong to the realm in which this module was loaded, for a host that is in another one. */
export interface RealmValues {
  /** What plain objects inherit from. */
  readonly objectPrototype: object;
  createObject(): object;
  createArray(): unknown[];
  /** Copies bytes. */
  createBuffer(bytes: Uint8Array): ArrayBuffer;
  /** Copies bytes into a view of this kind, such as `Uint8Array` or `DataView`. */
  createView(kind: string, bytes: Uint8Array): ArrayBufferView;
  createDeferred(): Deferred;
  createError(message: ErrorMessage): Error;
  /** Calls a function of this realm here, so that also what the language makes for the call is of this realm. */
  call(callee: Callable, receiver: unknown, values: unknown[]): CallOutcome;
  /** Makes a function of this realm that calls one of the other side. */
  createFunction(call: (values: unknown[]) => CallOutcome): Callable;
  /** Puts what was thrown in this realm into a message. */
  readonly describeError: (error: unknown) => ErrorMessage;
  /** Waits for a promise of this realm. */
  watch(promise: Promise<unknown>, resolve: (value: unknown) => void, reject: (reason: unknown) => void): void;
  isOwnPromise(promise: object): boolean;
}

/** Takes the constructors of the realm before an app can change what they do. */
export function createRealmValues(): RealmValues {
  const { apply } = Reflect;
  const OwnPromise = Promise;
  const OwnArrayBuffer = ArrayBuffer;
  const OwnBytes = Uint8Array;
  const OwnRangeError = RangeError;
  const promisePrototype = Promise.prototype;
  // Called with a receiver by `apply`.
  // oxlint-disable typescript/unbound-method
  const { then } = promisePrototype;
  const { isPrototypeOf } = Object.prototype;
  const { set } = OwnBytes.prototype;
  // oxlint-enable typescript/unbound-method
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    BigInt64Array,
    BigUint64Array,
    DataView,
    Float32Array,
    Float64Array,
    Int8Array,
    Int16Array,
    Int32Array,
    Uint8Array,
    Uint8ClampedArray,
    Uint16Array,
    Uint32Array,
  };

  const errors: Record<string, new (message: string) => Error> = { RangeError, SyntaxError, TypeError };

  function createBuffer(bytes: Uint8Array): ArrayBuffer {
    const buffer = new OwnArrayBuffer(bytes.length);
    apply(set, new OwnBytes(buffer), [bytes]);
    return buffer;
  }

  return {
    objectPrototype: Object.prototype,
    createObject: () => ({}),
    createArray: () => [],
    createBuffer,
    createView(kind, bytes) {
      const View = views[kind];
      if (View === undefined) throw new TypeError(`This realm has no ${kind}`);
      return new View(createBuffer(bytes));
    },
    createDeferred() {
      let resolve: Deferred["resolve"] = () => {};
      let reject: Deferred["reject"] = () => {};
      const promise = new OwnPromise<unknown>((...ends) => {
        resolve = ends[0];
        reject = ends[1];
      });
      return { promise, resolve, reject };
    },
    createError(message) {
      const Kind = message.code === undefined ? errors[message.name] : undefined;
      return Kind === undefined ? decodeError(message) : new Kind(message.message);
    },
    call(callee, receiver, values) {
      try {
        return { isThrown: false, value: apply(callee, receiver, values) };
      } catch (error) {
        return { isThrown: true, value: error };
      }
    },
    createFunction(call) {
      return (...values) => {
        let outcome: CallOutcome;
        try {
          outcome = call(values);
        } catch {
          // The other side throws nothing, unless the stack is full. What it throws then is of its realm: an app must not get hold of it.
          throw new OwnRangeError("Maximum call stack size exceeded");
        }
        if (outcome.isThrown) throw outcome.value;
        return outcome.value;
      };
    },
    describeError: encodeError,
    watch: (promise, resolve, reject) => void apply(then, promise, [resolve, reject]),
    isOwnPromise: (promise) => apply(isPrototypeOf, promisePrototype, [promise]),
  };
}
