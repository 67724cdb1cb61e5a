/** Times come in milliseconds. */
const TOLERANCE_SECONDS = 0.001;

/** A part of a video, in seconds from its start. */
export interface VideoPart {
  startSeconds: number;
  endSeconds: number;
}

/** A video of which a part is chosen. */
export interface PartChoice {
  durationSeconds: number;
  /** The part is at least so long, or is the whole video. */
  minSeconds: number;
  /** It is at most so long. */
  maxSeconds: number;
}

/** The largest part that may be chosen, from the start of the video. */
export function largestPart(choice: PartChoice): VideoPart {
  return { startSeconds: 0, endSeconds: lengthsOf(choice).longest };
}

/** Moves the start of a part as near to `seconds` as it can be. The end comes along where the part would be too short or too long. */
export function movePartStart({ endSeconds }: VideoPart, seconds: number, choice: PartChoice): VideoPart {
  const { shortest, longest } = lengthsOf(choice);
  const startSeconds = within(seconds, 0, choice.durationSeconds - shortest);
  return { startSeconds, endSeconds: within(endSeconds, startSeconds + shortest, startSeconds + longest) };
}

/** Moves the end of a part as {@link movePartStart} moves its start. */
export function movePartEnd({ startSeconds }: VideoPart, seconds: number, choice: PartChoice): VideoPart {
  const { shortest, longest } = lengthsOf(choice);
  const endSeconds = within(seconds, shortest, choice.durationSeconds);
  return { startSeconds: within(startSeconds, endSeconds - longest, endSeconds - shortest), endSeconds };
}

/** Tells whether a person could choose the part, to the millisecond. */
export function isPartAllowed({ startSeconds, endSeconds }: VideoPart, choice: PartChoice): boolean {
  const { shortest, longest } = lengthsOf(choice);
  const length = endSeconds - startSeconds;
  const isInside = startSeconds >= 0 && endSeconds <= choice.durationSeconds + TOLERANCE_SECONDS;
  return isInside && length > 0 && length >= shortest - TOLERANCE_SECONDS && length <= longest + TOLERANCE_SECONDS;
}

function lengthsOf({ durationSeconds, minSeconds, maxSeconds }: PartChoice): { shortest: number; longest: number } {
  const longest = Math.min(durationSeconds, maxSeconds);
  return { shortest: Math.min(minSeconds, longest), longest };
}

function within(seconds: number, least: number, most: number): number {
  return Math.max(least, Math.min(seconds, most));
}
