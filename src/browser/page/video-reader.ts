import { HostError, isHostError, type VideoFacts } from "../../core/ports/index.ts";

/** How long a browser may take to show a picture of a video before there is no thumbnail. */
const DECODE_MS = 10_000;
/** Many videos begin black. */
const THUMBNAIL_SECONDS = 0.1;
const MAX_SIDE_PIXELS = 640;
const QUALITY = 0.8;

/** Reads what a video says of itself. Rejects with `invalid-data` when it is not one. */
export async function readVideo(blob: Blob): Promise<VideoFacts> {
  const { readVideoFacts } = await import("../../core/video/index.ts").catch((cause: unknown) => {
    throw new HostError("network", "What reads videos could not be loaded", { cause });
  });
  return readVideoFacts({
    sizeBytes: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  });
}

/** Makes a JPEG of an early picture of a video; `undefined` when this browser can't show it. */
export async function createThumbnail(blob: Blob): Promise<Blob | undefined> {
  const url = URL.createObjectURL(blob);
  const video = document.createElement("video");
  try {
    video.muted = true;
    video.playsInline = true;
    video.preload = "auto";
    video.src = url;
    await shown(video);
    const scale = Math.min(1, MAX_SIDE_PIXELS / Math.max(video.videoWidth, video.videoHeight));
    return await drawFrame(video, scale, QUALITY);
  } catch (error) {
    if (isHostError(error)) return undefined;
    throw error;
  } finally {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(url);
  }
}

/** A video as phones make it; one of another size may need more than this browser has. */
const HEVC_VIDEO: MediaDecodingConfiguration = {
  type: "file",
  video: {
    contentType: 'video/mp4; codecs="hvc1.1.6.L123.B0"',
    width: 1920,
    height: 1080,
    bitrate: 8_000_000,
    framerate: 30,
  },
};

/** Tells whether the players of this browser decode HEVC. */
export async function canDecodeHevc(capabilities: MediaCapabilities = navigator.mediaCapabilities): Promise<boolean> {
  return (await capabilities.decodingInfo(HEVC_VIDEO)).supported;
}

/** Resolves when the video shows an early picture. */
function shown(video: HTMLVideoElement): Promise<void> {
  const end = new AbortController();
  const { signal } = end;
  return new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(new HostError("invalid-data", "This browser can't show the video"));
    const timer = setTimeout(fail, DECODE_MS);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
    video.addEventListener("error", fail, { signal });
    video.addEventListener("seeked", () => resolve(), { signal });
    video.addEventListener(
      "loadeddata",
      () => {
        const { duration } = video;
        // A stream does not tell its end.
        video.currentTime = Number.isFinite(duration) ? Math.min(THUMBNAIL_SECONDS, duration / 2) : 0;
      },
      { signal },
    );
  }).finally(() => end.abort());
}

/** Draws what a video shows now as a JPEG. */
export async function drawFrame(video: HTMLVideoElement, scale: number, quality: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
  canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
  canvas.getContext("2d", { alpha: false })?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  if (picture === null) throw new HostError("not-supported", "This browser can't encode the picture");
  return picture;
}
