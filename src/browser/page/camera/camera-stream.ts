import { HostError } from "../../../core/ports/index.ts";
import { openCameraOn, type CameraSide } from "../../components/index.ts";

/** Size of pictures and videos where the camera can do it, pixels. */
const SIZE = { width: { ideal: 1920 }, height: { ideal: 1080 } };

/** Counts the cameras that this page may use; none where pages have no access to any. */
export async function findCameras(): Promise<number> {
  // Absent in a page that was not loaded safely.
  const devices = (await (navigator.mediaDevices as MediaDevices | undefined)?.enumerateDevices()) ?? [];
  return devices.filter(({ kind }) => kind === "videoinput").length;
}

/** Opens a camera, and the microphone where there is one. Rejects with `denied`, and `not-supported` when it can't be used. */
export async function openCamera(side: CameraSide, hasSound: boolean): Promise<MediaStream> {
  try {
    return await openCameraOn(side, { video: SIZE, audio: hasSound });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "NotFoundError" && hasSound) return openCamera(side, false);
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
