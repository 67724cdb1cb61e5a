/** What browsers record, best first: the platform's own format is MP4. */
const TYPES = ["video/mp4;codecs=avc1.42E01E,mp4a.40.2", "video/mp4", "video/webm;codecs=vp8,opus", "video/webm"];

/** A video that is made of what a camera shows. */
export class CameraRecording {
  readonly #camera: MediaStream;
  #sound: MediaStream | undefined;
  #recorder: MediaRecorder | undefined;
  #isClosed = false;

  constructor(camera: MediaStream) {
    this.#camera = camera;
  }

  /** Resolves when it records; without sound where there is no microphone, or the browser's user refuses it. */
  async start(hasSound: boolean): Promise<void> {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    if (mimeType === undefined) throw new Error("not supported");
    if (hasSound) this.#sound = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined);
    if (this.#isClosed) {
      this.close();
      throw new Error("the camera was stopped");
    }
    const tracks = [...this.#camera.getVideoTracks(), ...(this.#sound?.getAudioTracks() ?? [])];
    this.#recorder = new MediaRecorder(new MediaStream(tracks), { mimeType });
    const started = new Promise((resolve) => this.#recorder?.addEventListener("start", resolve, { once: true }));
    this.#recorder.start();
    await started;
  }

  /** Resolves with the file. */
  async stop(): Promise<File> {
    const recorder = this.#recorder;
    if (recorder === undefined || recorder.state === "inactive") throw new Error("not recording");
    const pieces: Blob[] = [];
    recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
    recorder.stop();
    await stopped;
    const [type = ""] = recorder.mimeType.split(";");
    return new File(pieces, `video.${type.slice("video/".length)}`, { type });
  }

  /** Gives the microphone back: the rest of the video is silent. */
  silence(): void {
    for (const track of this.#sound?.getTracks() ?? []) track.stop();
  }

  /** Gives the microphone back; what was recorded and not fetched is lost. */
  close(): void {
    this.#isClosed = true;
    if (this.#recorder !== undefined && this.#recorder.state !== "inactive") this.#recorder.stop();
    this.silence();
  }
}
