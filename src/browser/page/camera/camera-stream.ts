import { HostError } from "../../../core/ports/index.ts";

/** The cameras of a phone. */
export type Facing = "back" | "front";

/** Counts the cameras that this page may use; none where pages have no access to any. */
export async function findCameras(): Promise<number> {
  // Absent in a page that was not loaded safely.
  const devices = (await (navigator.mediaDevices as MediaDevices | undefined)?.enumerateDevices()) ?? [];
  return devices.filter(({ kind }) => kind === "videoinput").length;
}

/** Opens a camera, and the microphone where there is one. Rejects with `denied`, and `not-supported` when it can't be used. */
export async function openCamera(facing: Facing, hasSound: boolean): Promise<MediaStream> {
  const video = {
    facingMode: facing === "front" ? "user" : "environment",
    width: { ideal: 1920 },
    height: { ideal: 1080 },
  };
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio: hasSound });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "NotFoundError" && hasSound) return openCamera(facing, false);
    if (cause instanceof DOMException && cause.name === "NotAllowedError") {
      throw new HostError("denied", "The browser refused the camera", { cause });
    }
    throw new HostError("not-supported", "The camera can't be used; another program may have it", { cause });
  }
}

/** Gives the camera and the microphone back. */
export function closeStream(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
