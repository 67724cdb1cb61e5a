import { createInner } from "./leaf.ts";
import { formatTime } from "./media-component.ts";

/** What the controls of a video do. */
export interface VideoActions {
  /** Plays or pauses. */
  toggle(): void;
  /** Seconds. */
  seek(position: number): void;
  setMuted(isMuted: boolean): void;
  setDanmu(isShown: boolean): void;
  toggleFullScreen(): void;
  /** The controls were shown or hidden. */
  toggled(isShown: boolean): void;
}

/** Which controls there are, as the app says. */
export interface VideoControlSettings {
  readonly controls: boolean;
  readonly danmuBtn: boolean;
  readonly showProgress: boolean;
  readonly showFullscreenBtn: boolean;
  readonly showPlayBtn: boolean;
  readonly showCenterPlayBtn: boolean;
  readonly showMuteBtn: boolean;
  readonly showBottomProgress: boolean;
  readonly enableProgressGesture: boolean;
  readonly enablePlayGesture: boolean;
  readonly playBtnPosition: string;
  readonly title: string;
}

/** What the controls show. Times are in seconds. */
export interface VideoState {
  isPaused: boolean;
  isMuted: boolean;
  isDanmuShown: boolean;
  isFullScreen: boolean;
  currentTime: number;
  duration: number;
  bufferedSeconds: number;
}

/** Controls that nobody touches go away while the video plays, after so long, milliseconds. */
const HIDE_MS = 5000;

/** The controls of a video: a bar, a button in the middle, a title in full screen, and a thin line while the bar is away. */
export class VideoControls {
  /** From the bottom up. */
  readonly elements: readonly HTMLElement[];
  readonly #actions: VideoActions;
  readonly #surface = createInner("div", "wx-video-surface");
  readonly #center = createButton("wx-video-center");
  readonly #bar = createInner("div", "wx-video-bar");
  readonly #play = createButton("wx-video-button");
  readonly #time = createInner("span", "wx-video-time");
  readonly #track = createInner("div", "wx-video-track");
  readonly #buffered = createInner("div", "wx-video-buffered");
  readonly #played = createInner("div", "wx-video-played");
  readonly #length = createInner("span", "wx-video-time");
  readonly #danmu = createButton("wx-video-button wx-video-danmu-button");
  readonly #mute = createButton("wx-video-button");
  readonly #full = createButton("wx-video-button");
  readonly #title = createInner("div", "wx-video-title");
  readonly #edge = createInner("div", "wx-video-edge");
  readonly #edgePlayed = createInner("div", "wx-video-played");
  #settings: VideoControlSettings | undefined;
  #state: VideoState | undefined;
  #isShown = true;
  #hide: ReturnType<typeof setTimeout> | undefined;

  constructor(actions: VideoActions) {
    this.#actions = actions;
    this.#track.append(this.#buffered, this.#played);
    this.#edge.append(this.#edgePlayed);
    this.#bar.append(this.#play, this.#time, this.#track, this.#length, this.#danmu, this.#mute, this.#full);
    this.#danmu.textContent = "弹";
    this.#full.ariaLabel = "全屏";
    this.#danmu.ariaLabel = "弹幕";
    this.elements = [this.#surface, this.#title, this.#edge, this.#bar, this.#center];
    this.#listen();
  }

  /** Has the controls that the app wants. */
  update(settings: VideoControlSettings): void {
    this.#settings = settings;
    this.#play.hidden = !settings.showPlayBtn || settings.playBtnPosition === "center";
    this.#track.hidden = this.#time.hidden = this.#length.hidden = !settings.showProgress;
    this.#danmu.hidden = !settings.danmuBtn;
    this.#mute.hidden = !settings.showMuteBtn;
    this.#full.hidden = !settings.showFullscreenBtn;
    this.#title.textContent = settings.title;
  }

  show(state: VideoState): void {
    const wasPaused = this.#state?.isPaused ?? true;
    this.#state = state;
    const { isPaused, isMuted, isDanmuShown, isFullScreen, currentTime, duration, bufferedSeconds } = state;
    const share = (seconds: number): string => `${duration > 0 ? Math.min(100, (seconds / duration) * 100) : 0}%`;
    setIcon(this.#play, isPaused ? "play" : "pause");
    setIcon(this.#center, isPaused ? "play" : "pause");
    setIcon(this.#mute, isMuted ? "muted" : "sound");
    setIcon(this.#full, isFullScreen ? "shrink" : "grow");
    this.#play.ariaLabel = this.#center.ariaLabel = isPaused ? "播放" : "暂停";
    this.#mute.ariaLabel = isMuted ? "取消静音" : "静音";
    this.#danmu.classList.toggle("wx-video-on", isDanmuShown);
    this.#time.textContent = formatTime(currentTime);
    this.#length.textContent = formatTime(duration);
    this.#buffered.style.width = share(bufferedSeconds);
    this.#played.style.width = this.#edgePlayed.style.width = share(currentTime);
    if (wasPaused !== isPaused) this.#hideLater();
    this.#arrange();
  }

  /** Forgets what it waits for. */
  close(): void {
    clearTimeout(this.#hide);
  }

  #arrange(): void {
    const settings = this.#settings;
    const controls = settings?.controls === true;
    const { isPaused = true, isFullScreen = false, currentTime = 0 } = this.#state ?? {};
    this.#bar.hidden = !controls || !this.#isShown;
    this.#title.hidden = !controls || !this.#isShown || !isFullScreen;
    this.#edge.hidden = !controls || this.#isShown || !settings?.showBottomProgress;
    // Before it starts, it stands in the middle; later only where the app wants it there.
    const isStart = isPaused && currentTime === 0 && settings?.showCenterPlayBtn === true;
    const isCentral = settings?.playBtnPosition === "center" && settings.showPlayBtn && this.#isShown;
    this.#center.hidden = !controls || !(isStart || isCentral);
  }

  #setShown(isShown: boolean): void {
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    this.#arrange();
    if (this.#settings?.controls === true) this.#actions.toggled(isShown);
  }

  #hideLater(): void {
    clearTimeout(this.#hide);
    if (this.#state?.isPaused === false) this.#hide = setTimeout(() => this.#setShown(false), HIDE_MS);
  }

  #listen(): void {
    const actions = this.#actions;
    const act = (button: HTMLElement, action: () => void): void => {
      button.addEventListener("click", () => {
        this.#hideLater();
        action();
      });
    };
    act(this.#surface, () => this.#setShown(!this.#isShown));
    this.#surface.addEventListener("dblclick", () => {
      if (this.#settings?.enablePlayGesture === true) actions.toggle();
    });
    act(this.#play, () => actions.toggle());
    act(this.#center, () => actions.toggle());
    act(this.#mute, () => actions.setMuted(this.#state?.isMuted !== true));
    act(this.#danmu, () => {
      const isShown = this.#state?.isDanmuShown !== true;
      actions.setDanmu(isShown);
      if (this.#state !== undefined) this.show({ ...this.#state, isDanmuShown: isShown });
    });
    act(this.#full, () => actions.toggleFullScreen());
    this.#track.addEventListener("pointerdown", (event) => {
      this.#track.setPointerCapture(event.pointerId);
      this.#seekTo(event);
    });
    this.#track.addEventListener("pointermove", (event) => {
      const isHeld = this.#track.hasPointerCapture(event.pointerId);
      if (isHeld && this.#settings?.enableProgressGesture === true) this.#seekTo(event);
    });
  }

  #seekTo({ clientX }: PointerEvent): void {
    const { left, width } = this.#track.getBoundingClientRect();
    const duration = this.#state?.duration ?? 0;
    this.#hideLater();
    if (width > 0) this.#actions.seek((Math.min(Math.max(clientX - left, 0), width) / width) * duration);
  }
}

type Icon = "play" | "pause" | "muted" | "sound" | "grow" | "shrink";

function setIcon(button: HTMLElement, icon: Icon): void {
  button.dataset["icon"] = icon;
}

function createButton(className: string): HTMLButtonElement {
  const button = createInner("button", className);
  button.type = "button";
  return button;
}
