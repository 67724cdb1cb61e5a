import type { ApiContext } from "../../context.ts";
import { BackgroundAudio } from "../background-audio/background-audio.ts";
import { createSoundRule, type SoundRule } from "./sound-rule.ts";
import { Voice } from "./voice.ts";

/** The sound of one `wx`. */
export interface Audio {
  readonly rule: SoundRule;
  /** What `wx.playVoice` plays. */
  readonly voice: Voice;
  /** The one music that goes on without the app. */
  readonly background: BackgroundAudio;
}

/** Makes the sound of an app; nothing plays, and no player is open. */
export function createAudio(context: Pick<ApiContext, "app" | "ports">): Audio {
  const rule = createSoundRule(context.ports);
  return { rule, voice: new Voice(context, rule), background: new BackgroundAudio(context, rule) };
}
