import { afterEach, beforeEach, expect, it } from "vitest";
import type { HevcSupport, Wx } from "../../src/core/api/index.ts";

/** A device that may have a decoder of HEVC. */
export interface CheckHevcHost {
  readonly wx: Pick<Wx, "canIUse" | "checkDeviceSupportHevc">;
  close(): Promise<void>;
}

/** The contract of `wx.checkDeviceSupportHevc`; `plays` tells whether a video of that kind plays on the device. */
export function checkHevcSuite(create: () => Promise<CheckHevcHost>, plays: () => Promise<boolean>): void {
  let host: CheckHevcHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  it("says true just where a video of HEVC plays", async () => {
    const answer = await new Promise<HevcSupport>((success, fail) => host.wx.checkDeviceSupportHevc({ success, fail }));
    expect(answer).toEqual({ supportHevc: await plays(), errMsg: "checkDeviceSupportHevc:ok" });
    expect(host.wx.canIUse("checkDeviceSupportHevc.success.supportHevc")).toBe(true);
  });

  it("returns no promise, with callbacks and without", async () => {
    expect(host.wx.checkDeviceSupportHevc()).toBeUndefined();
    const isComplete = new Promise((complete) => {
      expect(host.wx.checkDeviceSupportHevc({ complete })).toBeUndefined();
    });
    expect(await isComplete).toHaveProperty("supportHevc");
  });
}
