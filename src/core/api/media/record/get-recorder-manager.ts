import type { CallContext } from "../../call-context.ts";
import type { SyncApi } from "../../api.ts";
import { createRecorderManager, type RecorderManager } from "./recorder-manager.ts";

const managers = new WeakMap<CallContext, RecorderManager>();

/**
 * Returns the recorder, always the same one.
 *
 * Differs from WeChat: a bit rate that is left out fits the sample rate; WeChat's 48000 may not.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/recorder/wx.getRecorderManager.html
 */
export const getRecorderManager: SyncApi<[], RecorderManager> = {
  name: "getRecorderManager",
  reference: "media/recorder",
  object: "RecorderManager",
  notes: "A bit rate that is left out fits the sample rate.",
  params: [],
  result: {
    start: true,
    pause: true,
    resume: true,
    stop: true,
    onStart: true,
    onPause: true,
    onResume: true,
    onStop: { tempFilePath: true, duration: true, fileSize: true },
    onFrameRecorded: { frameBuffer: true, isLastFrame: true },
    onError: { errMsg: true },
    onInterruptionBegin: true,
    onInterruptionEnd: true,
  },
  call(_parameters, context) {
    let manager = managers.get(context);
    if (manager === undefined) {
      manager = createRecorderManager(context);
      managers.set(context, manager);
    }
    return manager;
  },
};
