import { CameraRecording } from "./camera-recording.ts";
import { createInner } from "./leaf.ts";
import { openCameraOn } from "./open-camera.ts";
import { RenderedComponent } from "./rendered-component.ts";

/** Height of what the camera gives, CSS pixels; browsers take the nearest that it has. */
const HEIGHTS: Readonly<Record<string, number>> = { low: 480, medium: 720, high: 1080 };
/** Of JPEG. */
const QUALITIES: Readonly<Record<string, number>> = { low: 0.5, normal: 0.75, high: 0.92, original: 1 };

/** What cameras of phones can do beyond what every browser knows. */
interface CameraCapabilities extends MediaTrackCapabilities {
  torch?: boolean;
  zoom?: { min: number; max: number };
}

/**
 * `<wx-camera>`. It runs while its page is shown in the foreground, and gives the camera back otherwise. Before it runs it sends
 * `permissionrequest`, which bubbles; where nobody answers, the browser alone asks the person. It stops when its root is told by
 * `permissionrefused` that they changed their mind. The children of the app lie over the picture.
 */
export class WxCamera extends RenderedComponent {
  static override readonly tag: string = "camera";

  declare devicePosition: string;
  declare flash: string;
  declare resolution: string;

  readonly #picture = createInner("video", "wx-camera-picture");
  readonly #content = createInner("div", "wx-camera-content");
  readonly #boxes = new ResizeObserver(() => this.#follow());
  #connection: AbortController | undefined;
  /** What the camera gives, once it runs; absent while it should not. */
  #opening: Promise<MediaStream> | undefined;
  #recording: CameraRecording | undefined;

  constructor() {
    super();
    this.#picture.muted = true;
    this.#picture.playsInline = true;
  }

  override get contentElement(): HTMLElement {
    return this.#content;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection ??= new AbortController();
    const { signal } = this.#connection;
    document.addEventListener("visibilitychange", () => this.#follow(), { signal });
    this.getRootNode().addEventListener("permissionrefused", (event) => this.#refuse(event), { signal });
    this.#boxes.observe(this);
  }

  disconnectedCallback(): void {
    this.#connection?.abort();
    this.#connection = undefined;
    this.#boxes.disconnect();
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  /** Resolves with the picture that it shows, as a JPEG file. */
  async takePhoto(options: { quality?: string; selfieMirror?: boolean } = {}): Promise<{ tempImagePath: File }> {
    const stream = await this.#running();
    const isMirrored = options.selfieMirror !== false && isFront(stream);
    return { tempImagePath: await this.#draw("photo.jpg", QUALITIES[options.quality ?? ""] ?? 0.75, isMirrored) };
  }

  /** Starts a video, with sound if the person allows it. */
  async startRecord(): Promise<void> {
    if (this.#recording !== undefined) throw new Error("is recording");
    const stream = await this.#running();
    const recording = new CameraRecording(stream);
    this.#recording = recording;
    try {
      await recording.start(await this.#isAllowed("scope.record"));
    } catch (error) {
      this.#forgetRecording(recording);
      throw error;
    }
  }

  /** Resolves with the video, and with what the camera shows at its end. */
  async stopRecord(): Promise<{ tempThumbPath: File; tempVideoPath: File }> {
    const recording = this.#recording;
    if (recording === undefined) throw new Error("not recording");
    try {
      const tempThumbPath = await this.#draw("thumb.jpg", 0.75, false);
      return { tempThumbPath, tempVideoPath: await recording.stop() };
    } finally {
      this.#forgetRecording(recording);
    }
  }

  /** Resolves with the zoom that was set: from 1 to what `initdone` told. */
  async setZoom(zoom: number): Promise<number> {
    const track = trackOf(await this.#running());
    const range = capabilitiesOf(track).zoom;
    if (range === undefined) throw new Error("the camera has no zoom");
    const set = Math.min(Math.max(zoom, 1), maxZoom(track));
    await track.applyConstraints({ advanced: [{ zoom: set * range.min } as MediaTrackConstraintSet] });
    return set;
  }

  protected override update(changes: ReadonlySet<string>): void {
    if (this.#picture.parentNode !== this) {
      this.#content.append(...this.childNodes);
      this.append(this.#picture, this.#content);
    }
    if (changes.has("device-position") || changes.has("resolution")) this.#close();
    this.#follow();
    if (changes.has("flash")) void this.#opening?.then((stream) => this.#light(stream)).catch(() => {});
  }

  /** Runs while somebody can see it. */
  #follow(): void {
    if (!this.isConnected) return;
    const isShown = !document.hidden && this.getClientRects().length > 0;
    if (isShown && this.#opening === undefined) this.#open();
    else if (!isShown && this.#opening !== undefined) {
      if (document.hidden) this.#stop();
      else this.#close();
    }
  }

  #stop(): void {
    this.#close();
    this.emit("stop", {});
  }

  #refuse(event: Event): void {
    const scope = event instanceof CustomEvent ? (event.detail as { scope: string }).scope : "";
    if (scope === "scope.record") this.#recording?.silence();
    if (scope !== "scope.camera" || this.#opening === undefined) return;
    this.#stop();
    // Is refused, and says so.
    this.#follow();
  }

  #open(): void {
    const opening = this.#request();
    this.#opening = opening;
    opening.then(
      (stream) => {
        if (this.#opening !== opening) return stopTracks(stream);
        // Nobody here has stopped it: it was unplugged, or taken away. Firefox calls no other listeners of a track.
        trackOf(stream).onended = () => {
          if (this.#opening === opening) this.#stop();
        };
        this.#show(stream);
      },
      (error: Error) => {
        if (this.#opening === opening) this.emit("error", { errMsg: `insertCamera:fail ${error.message}` });
      },
    );
  }

  async #request(): Promise<MediaStream> {
    if (!(await this.#isAllowed("scope.camera"))) throw new Error("auth deny");
    const height = { ideal: HEIGHTS[this.resolution] ?? 720 };
    // Absent in a page that was not loaded safely.
    if ((navigator.mediaDevices as MediaDevices | undefined) === undefined) throw new Error("not supported");
    try {
      return await openCameraOn(this.devicePosition === "front" ? "front" : "back", { video: { height } });
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause;
      throw new Error(cause.name === "NotAllowedError" ? "auth deny" : cause.name, { cause });
    }
  }

  #show(stream: MediaStream): void {
    const track = trackOf(stream);
    this.#picture.srcObject = stream;
    // People expect a mirror.
    this.#picture.classList.toggle("wx-camera-mirrored", isFront(stream));
    void this.#picture.play().catch(() => {});
    void this.#light(stream);
    this.emit("initdone", { maxZoom: maxZoom(track) });
  }

  #close(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    this.#picture.srcObject = null;
    if (this.#recording !== undefined) this.#forgetRecording(this.#recording);
    opening?.then(stopTracks, () => {});
  }

  #forgetRecording(recording: CameraRecording): void {
    recording.close();
    if (this.#recording === recording) this.#recording = undefined;
  }

  /** What the camera gives, once its picture is there. */
  async #running(): Promise<MediaStream> {
    const stream = await this.#opening;
    if (stream === undefined) throw new Error("the camera is not running");
    if (this.#picture.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) {
      await new Promise<void>((resolve, reject) => {
        this.#picture.addEventListener("loadeddata", () => resolve(), { once: true });
        this.#picture.addEventListener("emptied", () => reject(new Error("the camera was stopped")), { once: true });
      });
    }
    return stream;
  }

  async #light(stream: MediaStream): Promise<void> {
    const track = trackOf(stream);
    if (capabilitiesOf(track).torch !== true) return;
    await track.applyConstraints({ advanced: [{ torch: this.flash === "torch" } as MediaTrackConstraintSet] });
  }

  async #draw(name: string, quality: number, isMirrored: boolean): Promise<File> {
    const { videoWidth: width, videoHeight: height } = this.#picture;
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    if (isMirrored) context?.setTransform(-1, 0, 0, 1, width, 0);
    context?.drawImage(this.#picture, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (blob === null) throw new Error("the picture could not be made");
    return new File([blob], name, { type: blob.type });
  }

  async #isAllowed(scope: string): Promise<boolean> {
    let answer: Promise<boolean> | undefined;
    const respondWith = (isAllowed: Promise<boolean>): void => {
      answer = isAllowed;
    };
    this.dispatchEvent(new CustomEvent("permissionrequest", { bubbles: true, detail: { scope, respondWith } }));
    return (await answer) ?? true;
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function trackOf(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getVideoTracks();
  if (track === undefined) throw new Error("the camera gives no picture");
  return track;
}

function isFront(stream: MediaStream): boolean {
  return trackOf(stream).getSettings().facingMode === "user";
}

function capabilitiesOf(track: MediaStreamTrack): CameraCapabilities {
  return track.getCapabilities?.() ?? {};
}

function maxZoom(track: MediaStreamTrack): number {
  const { zoom } = capabilitiesOf(track);
  return zoom === undefined || zoom.min <= 0 ? 1 : zoom.max / zoom.min;
}
