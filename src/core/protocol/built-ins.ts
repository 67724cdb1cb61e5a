/**
 * Type of a component's property. A `class` is a list of class names, which logic puts into the style scope of the component that
 * uses it; a `source` is a path or URL of a resource, which the view resolves to a URL that the browser can load.
 */
export type PropertyType = "string" | "number" | "boolean" | "class" | "source" | "any";

/** A property of a built-in component. */
export interface BuiltInProperty {
  readonly type: PropertyType;
  /** Value without the attribute. */
  readonly default?: string | number | boolean;
  /** The values that the platform documents, for `canIUse`. */
  readonly values?: readonly string[];
}

/** A built-in component as logic, view and `canIUse` know it. */
export interface BuiltIn {
  /** By kebab-case attribute name. */
  readonly properties: Readonly<Record<string, BuiltInProperty>>;
  /** Its own events, which do not bubble; those that every node has (tap, touchstart, …) are in {@link COMMON_EVENTS}. */
  readonly events: readonly string[];
  /** What logic may have it do, by the method of the component; absent where there is nothing. */
  readonly methods?: readonly string[];
}

const string = (value = "", values?: readonly string[]): BuiltInProperty => ({
  type: "string",
  default: value,
  values,
});
const number = (value?: number): BuiltInProperty => ({ type: "number", default: value });
const boolean = (value = false): BuiltInProperty => ({ type: "boolean", default: value });
const className = (value: string): BuiltInProperty => ({ type: "class", default: value });

const source: BuiltInProperty = { type: "source", default: "" };

const hover = (name: string, startMs: number, stayMs: number): Record<string, BuiltInProperty> => ({
  "hover-class": className(name),
  "hover-stop-propagation": boolean(),
  "hover-start-time": number(startMs),
  "hover-stay-time": number(stayMs),
});

const textField: Record<string, BuiltInProperty> = {
  value: string(),
  placeholder: string(),
  "placeholder-style": string(),
  disabled: boolean(),
  maxlength: number(140),
  focus: boolean(),
  "auto-focus": boolean(),
  "confirm-hold": boolean(),
  cursor: number(-1),
  "selection-start": number(-1),
  "selection-end": number(-1),
  "cursor-spacing": number(0),
  "adjust-position": boolean(true),
  "hold-keyboard": boolean(),
};

/** Properties that every built-in has. */
export const COMMON_PROPERTIES: Readonly<Record<string, BuiltInProperty>> = { hidden: boolean() };

/** Events that every node has; all of them bubble. */
export const COMMON_EVENTS: readonly string[] = [
  "tap",
  "longpress",
  "longtap",
  "touchstart",
  "touchmove",
  "touchend",
  "touchcancel",
  "transitionend",
  "animationstart",
  "animationiteration",
  "animationend",
];

/** The built-in components by tag, without `wx-`. What is not here is an unknown tag. */
export const BUILT_INS: Readonly<Record<string, BuiltIn>> = {
  page: { properties: {}, events: [] },
  view: { properties: hover("none", 50, 400), events: [] },
  text: {
    properties: {
      selectable: boolean(),
      "user-select": boolean(),
      space: string("", ["ensp", "emsp", "nbsp"]),
      decode: boolean(),
    },
    events: [],
  },
  image: {
    properties: {
      src: source,
      mode: string("scaleToFill", [
        "scaleToFill",
        "aspectFit",
        "aspectFill",
        "widthFix",
        "heightFix",
        "top",
        "bottom",
        "center",
        "left",
        "right",
        "top left",
        "top right",
        "bottom left",
        "bottom right",
      ]),
      webp: boolean(),
      "lazy-load": boolean(),
      "show-menu-by-longpress": boolean(),
      "fade-in": boolean(),
    },
    events: ["load", "error"],
  },
  button: {
    properties: {
      size: string("default", ["default", "mini"]),
      type: string("default", ["default", "primary", "warn"]),
      plain: boolean(),
      disabled: boolean(),
      loading: boolean(),
      "form-type": string("", ["submit", "reset"]),
      ...hover("button-hover", 20, 70),
    },
    events: [],
  },
  input: {
    properties: {
      ...textField,
      type: string("text", ["text", "number", "idcard", "digit", "safe-password", "nickname"]),
      password: boolean(),
      "placeholder-class": className("input-placeholder"),
      "confirm-type": string("done", ["send", "search", "next", "go", "done"]),
      "always-embed": boolean(),
      "cursor-color": string(),
    },
    events: ["input", "change", "focus", "blur", "confirm", "keyboardheightchange"],
  },
  textarea: {
    properties: {
      ...textField,
      "placeholder-class": className("textarea-placeholder"),
      "auto-height": boolean(),
      fixed: boolean(),
      "show-confirm-bar": boolean(true),
      "disable-default-padding": boolean(),
      "confirm-type": string("return", ["send", "search", "next", "go", "done", "return"]),
    },
    events: ["input", "focus", "blur", "confirm", "linechange", "keyboardheightchange"],
  },
  icon: {
    properties: {
      type: string("", [
        "success",
        "success_no_circle",
        "info",
        "warn",
        "waiting",
        "cancel",
        "download",
        "search",
        "clear",
      ]),
      size: { type: "any", default: 23 },
      color: string(),
    },
    events: [],
  },
  progress: {
    properties: {
      percent: number(0),
      "show-info": boolean(),
      "border-radius": { type: "any", default: 0 },
      "font-size": { type: "any", default: 16 },
      "stroke-width": { type: "any", default: 6 },
      color: string("#09BB07"),
      "active-color": string(),
      "background-color": string("#EBEBEB"),
      active: boolean(),
      "active-mode": string("backwards", ["backwards", "forwards"]),
      duration: number(30),
    },
    events: ["activeend"],
  },
  audio: {
    properties: {
      src: source,
      loop: boolean(),
      controls: boolean(),
      poster: source,
      name: string("未知音频"),
      author: string("未知作者"),
    },
    events: ["error", "play", "pause", "timeupdate", "ended"],
    methods: ["play", "pause", "seek"],
  },
  video: {
    properties: {
      src: source,
      duration: number(),
      controls: boolean(true),
      "danmu-list": { type: "any" },
      "danmu-btn": boolean(),
      "enable-danmu": boolean(),
      autoplay: boolean(),
      loop: boolean(),
      muted: boolean(),
      "initial-time": number(0),
      direction: number(),
      "show-progress": boolean(true),
      "show-fullscreen-btn": boolean(true),
      "show-play-btn": boolean(true),
      "show-center-play-btn": boolean(true),
      "show-mute-btn": boolean(),
      "show-bottom-progress": boolean(true),
      "enable-progress-gesture": boolean(true),
      "enable-play-gesture": boolean(),
      "object-fit": string("contain", ["contain", "fill", "cover"]),
      poster: source,
      title: string(),
      "play-btn-position": string("bottom", ["bottom", "center"]),
      "auto-pause-if-navigate": boolean(true),
    },
    events: [
      "play",
      "pause",
      "ended",
      "timeupdate",
      "fullscreenchange",
      "waiting",
      "error",
      "progress",
      "loadedmetadata",
      "controlstoggle",
      "seekcomplete",
      "enterpictureinpicture",
      "leavepictureinpicture",
    ],
    methods: [
      "play",
      "pause",
      "stop",
      "seek",
      "sendDanmu",
      "playbackRate",
      "requestFullScreen",
      "exitFullScreen",
      "exitPictureInPicture",
    ],
  },
  camera: {
    properties: {
      mode: string("normal", ["normal"]),
      "device-position": string("back", ["back", "front"]),
      flash: string("auto", ["auto", "on", "off", "torch"]),
      resolution: string("medium", ["low", "medium", "high"]),
    },
    events: ["stop", "error", "initdone"],
    methods: ["takePhoto", "startRecord", "stopRecord", "setZoom"],
  },
  "scroll-view": {
    properties: {
      "scroll-x": boolean(),
      "scroll-y": boolean(),
      "upper-threshold": { type: "any", default: 50 },
      "lower-threshold": { type: "any", default: 50 },
      "scroll-top": { type: "any" },
      "scroll-left": { type: "any" },
      "scroll-into-view": string(),
      "scroll-into-view-offset": number(0),
      "scroll-with-animation": boolean(),
      "enable-back-to-top": boolean(),
      "enable-flex": boolean(),
      "scroll-anchoring": boolean(),
      "refresher-enabled": boolean(),
      "refresher-threshold": number(45),
      "refresher-default-style": string("black", ["black", "white", "none"]),
      "refresher-background": string("transparent"),
      "refresher-triggered": boolean(),
      enhanced: boolean(),
      bounces: boolean(true),
      "show-scrollbar": boolean(true),
      "paging-enabled": boolean(),
    },
    events: [
      "scroll",
      "scrolltoupper",
      "scrolltolower",
      "refresherpulling",
      "refresherrefresh",
      "refresherrestore",
      "refresherabort",
      "dragstart",
      "dragging",
      "dragend",
    ],
  },
};

/**
 * Finds a property by the name that WXML gives, in kebab-case or, as old markup has it (`activeColor`), in camelCase. A tag that is
 * no built-in component has the common properties.
 */
export function findProperty(tag: string, attribute: string): [name: string, property: BuiltInProperty] | undefined {
  const builtIn = Object.hasOwn(BUILT_INS, tag) ? BUILT_INS[tag] : undefined;
  const name = attribute.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  for (const properties of [builtIn?.properties ?? {}, COMMON_PROPERTIES]) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property !== undefined) return [name, property];
  }
  return undefined;
}

/** Converts an attribute's value to the type of its property, as the platform does for literal text (`percent="20"`). */
export function convertProperty(property: BuiltInProperty, value: unknown): unknown {
  if (value === undefined || value === null) return property.default;
  switch (property.type) {
    case "boolean":
      return value === "" ? true : Boolean(value);
    case "number": {
      const number = typeof value === "number" ? value : Number.parseFloat(String(value));
      return Number.isNaN(number) ? property.default : number;
    }
    case "string":
    case "class":
    case "source":
      return String(value);
    case "any":
      return value;
  }
}
