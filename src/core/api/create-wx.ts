import { SCOPES } from "../ports/index.ts";
import type { AnyApi } from "./api.ts";
import { createBackgroundRule } from "./background.ts";
import { callAsync } from "./call-async.ts";
import { callConnection } from "./call-connection.ts";
import type { CallContext } from "./call-context.ts";
import { callSync } from "./call-sync.ts";
import { callTask, createTaskCalls } from "./call-task.ts";
import { API_CATALOG } from "./catalog.ts";
import type { ApiContext } from "./context.ts";
import { createEventPair } from "./event-pair.ts";
import { createUrlCheck } from "./network/check-url.ts";
import { createSockets } from "./network/open-sockets.ts";
import { createManager } from "./manager.ts";
import { createStoredFiles } from "./file/stored-files.ts";
import { TemporaryRoom } from "./file/temporary-room.ts";
import { Recorder } from "./media/record/recorder.ts";
import { createAudio } from "./media/audio/audio.ts";
import { createNotBuiltFunctions } from "./not-built-functions.ts";
import { createPermissions } from "./permission/permissions.ts";
import { createSlot } from "./slot.ts";
import { BufferUrls } from "./storage/buffer-urls.ts";
import { createStorage } from "./storage/storage.ts";
import { createTransferLog } from "./transfer-log.ts";
import type { Wx } from "./wx.ts";

/**
 * Makes the `wx` object of one app (or of a bare device): a plain object whose functions need no `this`.
 *
 * All values that it hands out are of the realm that this module was loaded in.
 */
export function createWx(context: ApiContext): Wx {
  const background = createBackgroundRule(context.ports);
  const permissions = createPermissions(context.ports);
  for (const scope of SCOPES) permissions.onRefused(scope, () => context.elements?.permissionRefused(scope));
  const temporaryRoom = new TemporaryRoom(context);
  const calls: CallContext = {
    ports: context.ports,
    app: context.app,
    // Read anew each time: an app gets its router after its `wx`.
    get router() {
      return context.router;
    },
    elements: context.elements,
    audio: createAudio(context),
    checkUrl: createUrlCheck(context.app),
    background,
    bufferUrls: new BufferUrls(context.ports.files, temporaryRoom),
    permissions,
    recorder: new Recorder({ ports: context.ports, permissions, temporaryRoom }),
    sockets: createSockets(context, background),
    storage: createStorage(context.ports),
    storedFiles: createStoredFiles(context),
    temporaryRoom,
    transfers: createTransferLog(context.ports),
  };
  const wx: Record<string, unknown> = createNotBuiltFunctions(calls);
  for (const api of Object.values<AnyApi>(API_CATALOG)) Object.assign(wx, createMembers(api, calls));
  // The type is derived from the same literals as the members.
  return wx as Wx;
}

function createMembers(api: AnyApi, context: CallContext): Record<string, unknown> {
  if ("run" in api) return { [api.name]: (options?: unknown) => callAsync(api, options, context) };
  if ("start" in api) {
    const calls = createTaskCalls(api, context);
    return { [api.name]: (options?: unknown) => callTask(calls, options) };
  }
  if ("connect" in api) return { [api.name]: (options?: unknown) => callConnection(api, options, context) };
  if ("call" in api) return { [api.name]: (...parameters: unknown[]) => callSync(api, parameters, context) };
  if ("subscribe" in api) return createEventPair(api, context);
  if ("listen" in api) return { [api.name]: createSlot(api, context) };
  if ("methods" in api) return { [api.name]: createManager(api, context) };
  return { [api.name]: api.value(context) };
}
