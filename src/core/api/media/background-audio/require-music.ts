import { WxError } from "../../wx-error.ts";
import type { BackgroundAudio } from "./background-audio.ts";

/** Returns the music, or throws when there is none that could be controlled. */
export function requireMusic(background: BackgroundAudio): BackgroundAudio {
  if (!background.isControllable) throw new WxError("the app is in the background");
  if (!background.isPresent) throw new WxError("no current music");
  return background;
}
