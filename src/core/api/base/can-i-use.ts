import { BUILT_INS, findProperty } from "../../protocol/index.ts";
import type { AnyApi, AnyAsyncApi, AnyConnectionApi, AnyParams, AnyShape, AnyTaskApi, SyncApi } from "../api.ts";
import { taskMethods } from "../call-task.ts";
import { managerMembers } from "../manager.ts";
import { capitalize } from "../capitalize.ts";
import type { ApiContext } from "../context.ts";

const CALLBACK_OPTIONS = ["success", "fail", "complete"];
const CONSOLE_METHODS = ["debug", "error", "info", "log", "warn"];

/**
 * Tells whether an API, an option, a result field, a method of a Task or an attribute of a component exists here.
 *
 * It answers from the literals of `apis`, so it can't promise what does not work.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.canIUse.html
 */
export function createCanIUse(apis: readonly AnyApi[]): SyncApi<[schema: unknown], boolean> {
  const canIUse: SyncApi<[schema: unknown], boolean> = {
    name: "canIUse",
    reference: "base",
    params: [{ name: "schema", type: "any" }],
    result: {},
    call([schema], context) {
      if (typeof schema !== "string") return false;
      const [head = "", ...rest] = schema.split(".");
      const known = [...apis, canIUse];
      return hasApi(known, head, rest, context) || hasComponent(head, rest) || hasMember(known, head, rest, context);
    },
  };
  return canIUse;
}

function hasApi(apis: readonly AnyApi[], name: string, path: string[], context: ApiContext): boolean {
  const api = apis.find((candidate) => namesOf(candidate).includes(name));
  if (api === undefined || api.isSupported?.(context) === false) return false;
  const [part, field, ...more] = path;
  if (part === undefined) return true;
  if (field === undefined) return false;
  switch (part) {
    case "object":
      return takesOptions(api) && hasParam(api.params, field, more, context);
    case "success":
      return takesOptions(api) && hasField({ ...api.result, errMsg: true }, [field, ...more]);
    case "return":
      if ("connect" in api) return hasField(api.members, [field, ...more]);
      if ("methods" in api) return more.length === 0 && managerMembers(api, context).includes(field);
      if ("start" in api) return more.length === 0 && taskMethods(Object.keys(api.events)).includes(field);
      return "call" in api && hasField(api.result, [field, ...more]);
    case "callback":
      return ("subscribe" in api || "listen" in api) && hasField(api.payload, [field, ...more]);
    default:
      return false;
  }
}

function takesOptions(api: AnyApi): api is AnyAsyncApi | AnyTaskApi | AnyConnectionApi {
  return "run" in api || "start" in api || "connect" in api;
}

function namesOf(api: AnyApi): string[] {
  return "subscribe" in api ? [`on${capitalize(api.name)}`, `off${capitalize(api.name)}`] : [api.name];
}

function hasParam(params: AnyParams, name: string, path: string[], context: ApiContext): boolean {
  if (CALLBACK_OPTIONS.includes(name)) return path.length === 0;
  const param = Object.hasOwn(params, name) ? params[name] : undefined;
  if (param === undefined || param.isSupported === false) return false;
  const [next, ...more] = path;
  if (next === undefined) return true;
  if (param.fields !== undefined) return hasParam(param.fields, next, more, context);
  if (more.length > 0 || param.values?.includes(next) !== true) return false;
  return param.isValueSupported?.(next, context) !== false;
}

function hasField(shape: AnyShape, [field = "", ...path]: string[]): boolean {
  const value = Object.hasOwn(shape, field) ? shape[field] : undefined;
  if (value === undefined || path.length === 0) return value !== undefined;
  return value !== true && hasField(value, path);
}

function hasComponent(tag: string, [attribute, ...value]: string[]): boolean {
  if (!Object.hasOwn(BUILT_INS, tag)) return false;
  if (attribute === undefined) return true;
  const property = findProperty(tag, attribute)?.[1];
  if (property === undefined) return false;
  return value.length === 0 || property.values?.includes(value.join(".")) === true;
}

/** `UploadTask.abort`, also with a small first letter, and `console.log`. */
function hasMember(apis: readonly AnyApi[], object: string, [member, ...more]: string[], context: ApiContext): boolean {
  if (member === undefined || more.length > 0) return false;
  if (object === "console") return CONSOLE_METHODS.includes(member);
  const api = apis.find((candidate) => objectOf(candidate) === capitalize(object));
  if (api === undefined || api.isSupported?.(context) === false) return false;
  if ("methods" in api) return managerMembers(api, context).includes(member);
  if ("connect" in api) return Object.hasOwn(api.members, member);
  if ("start" in api) return taskMethods(Object.keys(api.events)).includes(member);
  return "call" in api && Object.hasOwn(api.result, member);
}

/** Name of the type of what an API returns. */
function objectOf(api: AnyApi): string | undefined {
  if ("manager" in api) return api.manager;
  if ("task" in api) return api.task;
  return "call" in api ? api.object : undefined;
}
