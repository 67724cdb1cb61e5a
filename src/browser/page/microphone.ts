import { HostError } from "../../core/ports/index.ts";

/** What a browser does to the sound of each source of the platform; the microphone is always the same. */
const PROCESSING = {
  auto: { echoCancellation: false, noiseSuppression: false, autoGainControl: true },
  mic: { echoCancellation: false, noiseSuppression: false, autoGainControl: true },
  camcorder: { echoCancellation: false, noiseSuppression: false, autoGainControl: true },
  voice_communication: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  voice_recognition: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
} as const satisfies Record<string, MediaTrackConstraints>;

/** The names of the sources, under the platform's names. */
export const AUDIO_SOURCES: readonly string[] = Object.keys(PROCESSING);

/** Opens the microphone; whoever asked stops its tracks. Rejects with `denied`, `not-found` and `not-supported`. */
export async function openMicrophone(
  mediaDevices: Pick<MediaDevices, "getUserMedia"> | undefined,
  source: string,
  channelCount: number,
): Promise<MediaStream> {
  if (mediaDevices === undefined) {
    throw new HostError(
      "not-supported",
      "Browsers have a microphone only for pages that come over HTTPS, or from this machine",
    );
  }
  const [, processing = PROCESSING.auto] = Object.entries(PROCESSING).find(([name]) => name === source) ?? [];
  try {
    return await mediaDevices.getUserMedia({ audio: { ...processing, channelCount } });
  } catch (cause) {
    throw toHostError(cause);
  }
}

function toHostError(cause: unknown): HostError {
  const name = cause instanceof DOMException ? cause.name : "";
  switch (name) {
    case "NotFoundError":
    case "OverconstrainedError":
      return new HostError("not-found", "There is no microphone", { cause });
    case "NotAllowedError":
    case "SecurityError":
      return new HostError("denied", "The browser or its user refused the microphone", { cause });
    case "NotReadableError":
    case "AbortError":
      return new HostError("denied", "The system does not hand over the microphone; another program may use it", {
        cause,
      });
    default:
      return new HostError("not-supported", `The microphone could not be opened: ${String(cause)}`, { cause });
  }
}
