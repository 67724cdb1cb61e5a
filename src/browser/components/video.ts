import { DanmuLayer, type Danmu } from "./danmu-layer.ts";
import { createInner } from "./leaf.ts";
import { MediaComponent, type MediaEventType } from "./media-component.ts";
import { VideoControls } from "./video-controls.ts";

/** The rates of the platform. */
const RATES: readonly number[] = [0.5, 0.8, 1, 1.25, 1.5, 2, 3, 4];
/** By the code of a `MediaError`. */
const ERRORS: Readonly<Record<number, string>> = {
  1: "MEDIA_ERR_ABORTED",
  2: "MEDIA_ERR_NETWORK",
  3: "MEDIA_ERR_DECODE",
  4: "MEDIA_ERR_SRC_NOT_SUPPORTED",
};

/** `<wx-video>`, with controls of its own, which look alike in every browser. The children of the app lie over the picture. */
export class WxVideo extends MediaComponent<HTMLVideoElement> {
  static override readonly tag: string = "video";

  declare duration: number | undefined;
  declare controls: boolean;
  declare danmuList: unknown;
  declare danmuBtn: boolean;
  declare enableDanmu: boolean;
  declare autoplay: boolean;
  declare muted: boolean;
  declare initialTime: number;
  declare direction: number | undefined;
  declare showProgress: boolean;
  declare showFullscreenBtn: boolean;
  declare showPlayBtn: boolean;
  declare showCenterPlayBtn: boolean;
  declare showMuteBtn: boolean;
  declare showBottomProgress: boolean;
  declare enableProgressGesture: boolean;
  declare enablePlayGesture: boolean;
  declare objectFit: string;
  declare poster: string;
  declare playBtnPosition: string;
  declare autoPauseIfNavigate: boolean;

  readonly #content = createInner("div", "wx-video-content");
  readonly #danmu = new DanmuLayer();
  readonly #controls: VideoControls;
  readonly #boxes = new ResizeObserver(() => this.#pauseIfCovered());
  /** The direction that full screen was asked for with. */
  #direction: number | undefined;
  /** What `progress` told last. */
  #bufferedPercent = 0;

  constructor() {
    const media = createInner("video", "wx-video-media");
    super(media);
    media.playsInline = true;
    this.#controls = new VideoControls({
      toggle: () => this.#attempt(media.paused ? this.play() : this.pause()),
      seek: (position) => this.seek(position),
      setMuted: (isMuted) => {
        media.muted = isMuted;
      },
      setDanmu: (isEnabled) => this.#danmu.enable(isEnabled),
      toggleFullScreen: () => this.#attempt(this.#isFullScreen ? this.exitFullScreen() : this.requestFullScreen()),
      toggled: (show) => this.emit("controlstoggle", { show }),
    });
    this.#listen();
  }

  override get contentElement(): HTMLElement {
    return this.#content;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#boxes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#boxes.disconnect();
    this.#controls.close();
    this.#danmu.clear();
  }

  /** Pauses, and goes to the start. */
  stop(): void {
    this.pause();
    this.seek(0);
  }

  playbackRate(rate: number): void {
    if (!RATES.includes(rate)) throw new Error(`${rate} is no playback rate. Give one of ${RATES.join(", ")}`);
    this.media.playbackRate = this.media.defaultPlaybackRate = rate;
  }

  sendDanmu(danmu: Danmu): void {
    this.#danmu.send(danmu);
  }

  /** Rejects when the browser does not allow it: it does so shortly after the person touched the page. */
  async requestFullScreen({ direction = this.direction }: { direction?: number } = {}): Promise<void> {
    this.#direction = direction;
    if (this.#isFullScreen) return;
    try {
      await this.requestFullscreen();
    } catch (cause) {
      throw new Error("the browser enters full screen only when the person has just touched the page", { cause });
    }
    const orientation = screen.orientation as ScreenOrientation & { lock?(to: string): Promise<void> };
    // Only the browsers of phones turn the screen.
    await orientation.lock?.(this.#isHorizontal ? "landscape" : "portrait").catch(() => {});
  }

  async exitFullScreen(): Promise<void> {
    if (this.#isFullScreen) await document.exitFullscreen();
  }

  async exitPictureInPicture(): Promise<void> {
    if (this.#pictureInPicture !== this.media) throw new Error("the video is not in picture in picture");
    await document.exitPictureInPicture();
  }

  protected override update(changes: ReadonlySet<string>): void {
    const { media } = this;
    if (media.parentNode !== this) {
      this.#content.append(...this.childNodes);
      this.append(media, this.#danmu.element, this.#content, ...this.#controls.elements);
    }
    // What the person chose stays until the app says otherwise.
    if (changes.has("muted")) media.muted = this.muted;
    if (changes.has("enable-danmu")) this.#danmu.enable(this.enableDanmu);
    if (changes.has("danmu-list")) this.#danmu.setList(this.danmuList);
    media.style.objectFit = this.objectFit;
    const poster = this.controls ? this.poster : "";
    if (poster === "") media.removeAttribute("poster");
    else if (media.getAttribute("poster") !== poster) media.poster = poster;
    this.#controls.update(this);
    this.updateSource(this.autoplay, this.initialTime);
    this.shown();
  }

  protected override told(type: MediaEventType): void {
    super.told(type);
    const { videoWidth: width, videoHeight: height, currentTime: position } = this.media;
    const { duration } = this.time;
    if (type === "waiting") this.emit(type, {});
    if (type === "seeked") this.emit("seekcomplete", { position });
    if (type === "loadedmetadata") this.emit(type, { width, height, duration });
    if (type === "emptied") this.#bufferedPercent = 0;
    if (["loadedmetadata", "progress", "timeupdate"].includes(type)) this.#tellBuffered();
  }

  /** A file that comes at once is there before its length is known. */
  #tellBuffered(): void {
    const { duration } = this.time;
    const percent = duration > 0 ? Math.min(100, (this.#bufferedSeconds / duration) * 100) : 0;
    if (percent === this.#bufferedPercent) return;
    this.#bufferedPercent = percent;
    this.emit("progress", { buffered: percent });
  }

  protected override shown(): void {
    const { media, time } = this;
    const duration = time.duration || (this.duration ?? 0);
    this.#controls.show({
      isPaused: media.paused,
      isMuted: media.muted,
      isDanmuShown: this.#danmu.isEnabled,
      isFullScreen: this.#isFullScreen,
      currentTime: time.currentTime,
      duration,
      bufferedSeconds: this.#bufferedSeconds,
    });
    this.#danmu.follow(time.currentTime, !media.paused);
  }

  protected override describe({ code, message }: MediaError): object {
    const name = ERRORS[code] ?? "MEDIA_ERR_UNKNOWN";
    return { errMsg: message === "" ? name : `${name}: ${message}` };
  }

  get #bufferedSeconds(): number {
    const { buffered } = this.media;
    return buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
  }

  get #isFullScreen(): boolean {
    return this.matches(":fullscreen");
  }

  /** Whether it fills the screen lying: as asked, else by its own shape. */
  get #isHorizontal(): boolean {
    const { videoWidth, videoHeight } = this.media;
    return this.#direction === undefined ? videoWidth > videoHeight : this.#direction !== 0;
  }

  /** Absent from browsers without picture in picture. */
  get #pictureInPicture(): Element | null | undefined {
    const root = this.getRootNode();
    return root instanceof ShadowRoot ? root.pictureInPictureElement : document.pictureInPictureElement;
  }

  #listen(): void {
    for (const type of ["enterpictureinpicture", "leavepictureinpicture"]) {
      this.media.addEventListener(type, () => this.emit(type, {}));
    }
    this.addEventListener("fullscreenchange", (event) => {
      if (event instanceof CustomEvent) return;
      const fullScreen = this.#isFullScreen;
      this.shown();
      this.emit("fullscreenchange", { fullScreen, direction: this.#isHorizontal ? "horizontal" : "vertical" });
      if (!fullScreen) this.#direction = undefined;
    });
  }

  /** A page that another one covers, or a tab that was left, has no box. */
  #pauseIfCovered(): void {
    const root = this.getRootNode();
    const page = root instanceof ShadowRoot ? root.host : document.documentElement;
    if (this.autoPauseIfNavigate && page.getClientRects().length === 0) this.pause();
  }

  #attempt(work: Promise<void> | void): void {
    work?.catch((error: unknown) => console.warn(error));
  }
}
