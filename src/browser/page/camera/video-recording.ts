import { HostError } from "../../../core/ports/index.ts";

/** A recording that runs. */
export interface VideoRecording {
  /** Resolves with the file, when somebody called `stop` or the time is up. */
  readonly file: Promise<File>;
  stop(): void;
}

/** What browsers record, best first: the platform's own format is MP4. Some refuse to record pictures alone as pictures and sound. */
const SILENT_TYPES = ["video/mp4;codecs=avc1.42E01E", "video/webm;codecs=vp8"];
const SOUND_TYPES = ["video/mp4;codecs=avc1.42E01E,mp4a.40.2", "video/webm;codecs=vp8,opus"];
/** Good for the size of a phone's screen. */
const BITS_PER_SECOND = 2_500_000;

/** Records what a camera shows, for at most so long. */
export function recordVideo(stream: MediaStream, maxSeconds: number): VideoRecording {
  const types = stream.getAudioTracks().length > 0 ? SOUND_TYPES : SILENT_TYPES;
  const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
  if (mimeType === undefined) throw new HostError("not-supported", "This browser records no video");
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
  const pieces: Blob[] = [];
  const stop = (): void => {
    if (recorder.state !== "inactive") recorder.stop();
  };
  const file = new Promise<File>((resolve, reject) => {
    recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    recorder.addEventListener("error", () => reject(new HostError("not-supported", "The video could not be recorded")));
    recorder.addEventListener("stop", () => {
      const [type = ""] = mimeType.split(";");
      resolve(new File(pieces, `video.${type.slice("video/".length)}`, { type }));
    });
  });
  recorder.start();
  const timer = setTimeout(stop, maxSeconds * 1000);
  return { file: file.finally(() => clearTimeout(timer)), stop };
}
