import { describe } from "vitest";
import { hevcVideo } from "../support/sample-video.ts";
import { checkHevcSuite } from "./check-hevc.suite.ts";
import { createPageHost } from "./page-host.ts";

async function plays(): Promise<boolean> {
  const video = document.createElement("video");
  const url = URL.createObjectURL(new Blob([await hevcVideo()], { type: "video/mp4" }));
  const isPlaying = new Promise<boolean>((resolve) => {
    video.addEventListener("loadeddata", () => resolve(video.videoWidth === 64));
    video.addEventListener("error", () => resolve(false));
  });
  video.src = url;
  return isPlaying.finally(() => URL.revokeObjectURL(url));
}

describe("a page", () => checkHevcSuite(async () => createPageHost(), plays));
