import type {
  AnyMethodApi,
  AsyncApi,
  CallbackApi,
  ConnectionApi,
  EventApi,
  ManagerApi,
  MethodApi,
  SlotApi,
  SyncApi,
  TaskApi,
  ValueApi,
} from "./api.ts";
import type { Callbacks, Success } from "./callbacks.ts";
import type { ApiCatalog } from "./catalog.ts";

/**
 * What a call returns: nothing when it is given a callback, else a promise.
 *
 * Written as in the platform's typings, down to the `any`, so that TypeScript takes one for the other.
 */
/* oxlint-disable typescript/no-explicit-any */
export type Returned<Given, Result> = Given extends { success: any }
  ? void
  : Given extends { fail: any }
    ? void
    : Given extends { complete: any }
      ? void
      : Promise<Success<Result>>;
/* oxlint-enable typescript/no-explicit-any */

/** A function that returns a promise, unless it is given one of the callbacks. */
export interface AsyncCall<Options extends object, Result> {
  <Given extends Options & Callbacks<Result> = Options & Callbacks<Result>>(
    ...parameters: {} extends Options ? [options?: Given] : [options: Given]
  ): Returned<Given, Result>;
}

/** A function that answers by the callbacks it is given, and returns nothing. */
export type CallbackCall<Options extends object, Result> = (
  ...parameters: {} extends Options ? [options?: Options & Callbacks<Result>] : [options: Options & Callbacks<Result>]
) => void;

/** The Task of an API: it stops the work, and tells of its progress. */
export type Task<Events> = { abort(): void } & {
  [Event in keyof Events & string as `on${Capitalize<Event>}`]: (listener: (value: Events[Event]) => void) => void;
} & {
  [Event in keyof Events & string as `off${Capitalize<Event>}`]: (listener?: (value: Events[Event]) => void) => void;
};

/** An object of methods that answer by callbacks only, and of their synchronous forms, which return or throw. */
export type Manager<Methods extends Readonly<Record<string, AnyMethodApi>>> = {
  [Name in keyof Methods]: Methods[Name] extends MethodApi<infer Options, infer Result, infer _, infer _Given, infer _R>
    ? (options: Options & Callbacks<Result>) => void
    : never;
} & {
  [Name in SyncName<Methods> as `${Name}Sync`]: Methods[Name] extends { syncForm?: infer Form }
    ? NonNullable<Form>
    : never;
};

type SyncName<Methods> = {
  [Name in keyof Methods & string]: Methods[Name] extends { syncForm?: (...given: never) => infer Returned }
    ? [Returned] extends [never]
      ? never
      : Name
    : never;
}[keyof Methods & string];

/** How an app sees the API of one literal. */
type Member<Api> =
  Api extends TaskApi<infer Options, infer Result, infer Events>
    ? (options: Options & Callbacks<Result>) => Task<Events>
    : Api extends CallbackApi<infer Options, infer Result>
      ? CallbackCall<Options, Result>
      : Api extends AsyncApi<infer Options, infer Result>
        ? AsyncCall<Options, Result>
        : Api extends ConnectionApi<infer Options, infer Connection, infer _>
          ? (options: Options & Callbacks<void>) => Connection
          : Api extends SlotApi<infer Payload>
            ? (listener: (value: Payload) => void) => void
            : Api extends SyncApi<infer Parameters, infer Result>
              ? (...parameters: Parameters) => Result
              : Api extends ManagerApi<infer Methods>
                ? () => Manager<Methods>
                : Api extends ValueApi<infer Value>
                  ? Value
                  : never;

type EventName = {
  [Name in keyof ApiCatalog]: ApiCatalog[Name] extends EventApi<infer _> ? Name : never;
}[keyof ApiCatalog];
type Payload<Name extends keyof ApiCatalog> = ApiCatalog[Name] extends EventApi<infer Value> ? Value : never;

/** The `wx` object: the APIs that are built. */
export type Wx = { [Name in Exclude<keyof ApiCatalog, EventName>]: Member<ApiCatalog[Name]> } & {
  [Name in EventName as `on${Capitalize<Name>}`]: (listener: (value: Payload<Name>) => void) => void;
} & {
  [Name in EventName as `off${Capitalize<Name>}`]: (listener?: (value: Payload<Name>) => void) => void;
};
