import type { CallContext } from "./call-context.ts";
import type { ApiContext } from "./context.ts";
import type { Failures } from "./failures.ts";
import type { TaskControl } from "./task-control.ts";

/** Type of a parameter as the platform names it, lower case first. `any` is checked by the API itself. */
export type ParamType = "string" | "number" | "boolean" | "object" | "array" | "function" | "arrayBuffer" | "any";

/** One parameter, without the type of its value. */
export interface AnyParam {
  /** Of several types, error texts name the first. */
  readonly type: ParamType | readonly ParamType[];
  readonly required?: boolean;
  /** A value of another type is left to the API, which ignores it with a warning. */
  readonly isLenient?: boolean;
  /** Value when the parameter is absent. */
  readonly default?: unknown;
  /** The values that we handle, for `canIUse`; others are not an error. */
  readonly values?: readonly string[];
  /** Whether the host handles one of `values`; without it, all hosts handle all of them. */
  isValueSupported?(value: string, context: ApiContext): boolean;
  /** `false` for a parameter of the platform that no host has yet: any value but the default fails with `not supported`. */
  readonly isSupported?: false;
  /** Of each item of an array. */
  readonly items?: AnyParam;
  /** Fewest items of an array. */
  readonly minItems?: number;
  /** Of an object. */
  readonly fields?: AnyParams;
}

/** Parameters by name, without the types of their values. */
export type AnyParams = Readonly<Record<string, AnyParam>>;

type TypeName<Value> = Value extends string
  ? "string"
  : Value extends number
    ? "number"
    : Value extends boolean
      ? "boolean"
      : Value extends readonly unknown[]
        ? "array"
        : Value extends (...parameters: never) => unknown
          ? "function"
          : Value extends ArrayBuffer
            ? "arrayBuffer"
            : Value extends object
              ? "object"
              : never;

/** One parameter. It must be required, have a default, or be optional in `Value`. */
export type Param<Value, IsDefaulted = false> = Omit<AnyParam, "type" | "required" | "default"> & {
  readonly type: TypeName<NonNullable<Value>> | readonly TypeName<NonNullable<Value>>[] | "any";
} & (IsDefaulted extends true
    ? { readonly default: NonNullable<Value> }
    : undefined extends Value
      ? { readonly required?: false }
      : { readonly required: true });

/** The parameters of an options object; `Defaulted` are those with a default. */
export type Params<Options, Defaulted extends keyof Options = never> = {
  readonly [Name in keyof Options]-?: Param<Options[Name], Name extends Defaulted ? true : false>;
};

/** Options after the check, with defaults filled in. */
export type Filled<Options, Defaulted extends keyof Options> = Options & Required<Pick<Options, Defaulted>>;

/** The fields of a result or of an event, for `canIUse` and the reference. */
export interface AnyShape {
  readonly [field: string]: true | AnyShape;
}

/** The fields of `Value`, one and all. */
export type Shape<Value> = { readonly [Field in keyof Value]-?: true | AnyShape };

/** What every literal tells. */
export interface ApiFacts {
  /** Name in `wx`; of an event without `on`. */
  readonly name: string;
  /** Folder of its page in the platform's API reference, such as `network/upload`. */
  readonly reference: string;
  /** How it differs from WeChat, or between hosts; one sentence. */
  readonly notes?: string;
  /** Whether failures have their number as `errCode`, too. */
  readonly hasErrCode?: boolean;
  /** Whether the host can do it at all. Where it can't, calls fail with `not supported` and `canIUse` says false. */
  isSupported?(context: ApiContext): boolean;
}

/** An API that takes an options object and answers by callbacks or a promise, without the types of its values. */
export interface AnyAsyncApi extends ApiFacts {
  /** `false` for one that answers by callbacks only. */
  readonly hasPromise?: false;
  readonly params: AnyParams;
  readonly result: AnyShape;
  readonly failures?: Failures;
  run(options: object, context: CallContext): Promise<unknown>;
}

/** An API that takes an options object and answers by callbacks or a promise. */
export interface AsyncApi<Options extends object, Result, Defaulted extends keyof Options = never> extends AnyAsyncApi {
  readonly params: Params<Options, Defaulted>;
  readonly result: Result extends object ? Shape<Result> : Record<string, never>;
  /** Does the work. Rejects with a `HostError`, or with a `WxError` whose message is the reason. */
  run(options: Filled<Options, Defaulted>, context: CallContext): Promise<Result>;
}

/** An API that takes an options object and answers by callbacks only: it returns nothing. */
export interface CallbackApi<Options extends object, Result, Defaulted extends keyof Options = never> extends AsyncApi<
  Options,
  Result,
  Defaulted
> {
  readonly hasPromise: false;
}

/** An API that returns a Task, without the types of its values. */
export interface AnyTaskApi extends ApiFacts {
  /** Name of the Task's type, such as `UploadTask`. */
  readonly task: string;
  /** The Task's events, without `on`. */
  readonly events: Readonly<Record<string, AnyShape>>;
  /** At most so many run at once; further calls wait in call order. */
  readonly concurrency: number;
  readonly params: AnyParams;
  readonly result: AnyShape;
  readonly failures?: Failures;
  start(options: object, context: CallContext, control: TaskControl<object>): Promise<unknown>;
}

/** An API that returns a Task at once and answers by callbacks only. */
export interface TaskApi<
  Options extends object,
  Result extends object,
  Events extends object,
  Defaulted extends keyof Options = never,
> extends AnyTaskApi {
  readonly events: { readonly [Event in keyof Events]: Shape<Events[Event]> };
  readonly params: Params<Options, Defaulted>;
  readonly result: Shape<Result>;
  /** Does the work, and stops it when the signal of `control` aborts. Rejects as `run` of an {@link AsyncApi} does. */
  start(options: Filled<Options, Defaulted>, context: CallContext, control: TaskControl<Events>): Promise<Result>;
}

/** An API that returns a Task for something lasting, such as a connection, without the types of its values. */
export interface AnyConnectionApi extends ApiFacts {
  /** Name of the Task's type, such as `SocketTask`. */
  readonly task: string;
  /** What the Task has. */
  readonly members: AnyShape;
  readonly params: AnyParams;
  readonly result: AnyShape;
  readonly failures?: Failures;
  connect(options: object, context: CallContext): object;
  refuse(context: CallContext): object;
}

/** An API that returns a Task for something lasting; its callbacks tell only whether it was accepted. */
export interface ConnectionApi<
  Options extends object,
  Task extends object,
  Defaulted extends keyof Options = never,
> extends AnyConnectionApi {
  readonly members: Shape<Task>;
  readonly params: Params<Options, Defaulted>;
  readonly result: Record<string, never>;
  /** Starts, and returns at once. Throws a `WxError` when it does not start. */
  connect(options: Filled<Options, Defaulted>, context: CallContext): Task;
  /** Makes the Task of a call that failed: it exists, and does nothing. */
  refuse(context: CallContext): Task;
}

/** An API that takes its arguments one by one and returns its result, without the types of its values. */
export interface AnySyncApi extends ApiFacts {
  readonly params: readonly (AnyParam & { readonly name: string })[];
  /** Name of the type of the object that it returns, such as `InnerAudioContext`, where that has methods. */
  readonly object?: string;
  /** The fields of what it returns. */
  readonly result: AnyShape;
  readonly failures?: Failures;
  call(parameters: readonly unknown[], context: CallContext): unknown;
}

/** An API that takes its arguments one by one and returns its result. */
export interface SyncApi<Parameters extends readonly unknown[], Result> extends AnySyncApi {
  readonly params: { readonly [Index in keyof Parameters]-?: Param<Parameters[Index]> & { readonly name: string } };
  call(parameters: Parameters, context: CallContext): Result;
}

/** A pair of `onX` and `offX`, without the type of its value. */
export interface AnyEventApi extends ApiFacts {
  /** The fields of what a listener gets. */
  readonly payload: AnyShape;
  subscribe(emit: (payload: object) => void, context: CallContext): () => void;
}

/** A pair of `onX` and `offX`. */
export interface EventApi<Payload extends object> extends AnyEventApi {
  readonly payload: Shape<Payload>;
  /** Starts to watch the host, when the first listener comes; returns how to stop, when the last one goes. */
  subscribe(emit: (payload: Payload) => void, context: CallContext): () => void;
}

/** An `onX` that has no `offX`, without the type of its value. */
export interface AnySlotApi extends ApiFacts {
  /** The fields of what the listener gets. */
  readonly payload: AnyShape;
  listen(emit: (payload: object) => void, context: CallContext): void;
}

/** An `onX` that has no `offX`: it has one listener, which the next one replaces. Its name has the `on`. */
export interface SlotApi<Payload extends object> extends AnySlotApi {
  readonly payload: Shape<Payload>;
  /** Starts to watch, when the first listener comes. */
  listen(emit: (payload: Payload) => void, context: CallContext): void;
}

/** A value of `wx`, without its type. */
export interface AnyValueApi extends ApiFacts {
  value(context: CallContext): object;
}

/** A value of `wx`, made once. */
export interface ValueApi<Value extends object> extends AnyValueApi {
  value(context: CallContext): Value;
}

/** A method of a manager, without the types of its values. Its name is that of the asynchronous form. */
export interface AnyMethodApi extends Omit<ApiFacts, "reference"> {
  /** In the order in which the synchronous form takes them one by one. */
  readonly params: AnyParams;
  readonly result: AnyShape;
  /** The synchronous form; absent where there is none. */
  readonly sync?: {
    /** How it takes the options. */
    readonly takes: "arguments" | "options";
    /** The field of the result that it returns, if not the whole. */
    readonly returns?: string;
  };
  /** Does the work in place. */
  runSync?(options: object, context: CallContext): unknown;
  /** Does the work of the asynchronous form, where that is not `runSync`. */
  run?(options: object, context: CallContext): Promise<unknown>;
}

/** A method of a manager. `Given` are the arguments of the synchronous form and `Returned` its value; without one they are `never`. */
export interface MethodApi<
  Options extends object,
  Result,
  Defaulted extends keyof Options = never,
  Given extends readonly unknown[] = never,
  Returned = never,
> extends AnyMethodApi {
  readonly params: Params<Options, Defaulted>;
  readonly result: Result extends object ? Shape<Result> : Record<string, never>;
  runSync?(options: Filled<Options, Defaulted>, context: CallContext): Result;
  run?(options: Filled<Options, Defaulted>, context: CallContext): Promise<Result>;
  /** Only a type: it carries those of the synchronous form. */
  readonly syncForm?: (...given: Given) => Returned;
}

/** A function of `wx` that returns an object of methods, always the same one, without its type. */
export interface AnyManagerApi extends ApiFacts {
  /** Name of the type of the object, such as `FileSystemManager`. */
  readonly manager: string;
  readonly methods: Readonly<Record<string, AnyMethodApi>>;
}

/** A function of `wx` that returns an object of methods, always the same one. */
export interface ManagerApi<Methods extends Readonly<Record<string, AnyMethodApi>>> extends AnyManagerApi {
  readonly methods: Methods;
}

/** Any literal. Its kind is told by what it has: `run`, `start`, `connect`, `call`, `subscribe`, `listen`, `methods` or `value`. */
export type AnyApi =
  | AnyAsyncApi
  | AnyTaskApi
  | AnyConnectionApi
  | AnySyncApi
  | AnyEventApi
  | AnySlotApi
  | AnyManagerApi
  | AnyValueApi;
