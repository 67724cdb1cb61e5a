import { WxAudio } from "./audio.ts";
import { WxButton } from "./button.ts";
import { WxCamera } from "./camera.ts";
import type { ComponentClass } from "./component.ts";
import { WxIcon } from "./icon.ts";
import { WxImage } from "./image.ts";
import { WxInput } from "./input.ts";
import { WxPage } from "./page.ts";
import { WxProgress } from "./progress.ts";
import { WxScrollView } from "./scroll-view.ts";
import { WxText } from "./text.ts";
import { WxTextarea } from "./textarea.ts";
import { WxVideo } from "./video.ts";
import { WxView } from "./view.ts";

const COMPONENTS: readonly ComponentClass[] = [
  WxPage,
  WxView,
  WxText,
  WxImage,
  WxButton,
  WxInput,
  WxTextarea,
  WxIcon,
  WxProgress,
  WxScrollView,
  WxAudio,
  WxVideo,
  WxCamera,
];

/** Makes the `wx-…` elements known to a registry; those that it knows already stay as they are. */
export function defineComponents(registry: CustomElementRegistry = customElements): void {
  for (const component of COMPONENTS) component.define(registry);
}
