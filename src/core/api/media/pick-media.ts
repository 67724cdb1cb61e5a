import type { MediaChoice, PickedMedia, PickerSource } from "../../ports/index.ts";
import type { CallContext } from "../call-context.ts";
import type { Failures } from "../failures.ts";

/** How small "compressed" is: good on a phone's screen, a tenth of a camera's file. */
const COMPRESSION = { quality: 80, maxSidePixels: 1440 };
/** The most that a person chooses at once. */
const MAX_COUNT = 20;

/** Values of `sizeType`. */
export const SIZES = ["original", "compressed"] as const;
/** Values of `sourceType`. */
export const SOURCES: readonly PickerSource[] = ["album", "camera"];
/** Values of `camera`. */
export const CAMERAS = ["back", "front"] as const;

/** The platform's words for failures of choosing pictures and videos. */
export const PICK_FAILURES: Failures = { denied: { reason: "system permission denied", errno: 3 } };

/** Lets the person choose, and makes compressed copies of pictures where those are wanted. When it rejects, no file is left. */
export async function pickMedia(choice: MediaChoice, context: CallContext): Promise<PickedMedia[]> {
  const { ports, temporaryRoom } = context;
  const { items, isCompressed } = await ports.picker.chooseMedia(choice);
  const originals = items.slice(0, choice.count);
  await temporaryRoom.take(originals.map(({ path }) => path));
  return isCompressed ? compressAll(originals, context) : originals;
}

/** The values that are known, or all of them when none is. */
export function keepKnown<Name extends string>(known: readonly Name[], given: readonly string[] | string): Name[] {
  const kept = known.filter((name) => given === name || (Array.isArray(given) && given.includes(name)));
  return kept.length > 0 ? kept : [...known];
}

/** A number of files that a person can be asked for. */
export function toCount(count: number): number {
  return Math.min(Math.max(Math.trunc(count) || 1, 1), MAX_COUNT);
}

/** The camera that is named, else the one on the back. */
export function toCamera(name: string): MediaChoice["camera"] {
  return name === "front" ? "front" : "back";
}

/** Puts compressed copies of pictures in the place of the originals. */
async function compressAll(originals: readonly PickedMedia[], context: CallContext): Promise<PickedMedia[]> {
  const { ports, temporaryRoom } = context;
  const isPicture = ({ kind }: PickedMedia): boolean => kind === "image";
  const made: PickedMedia[] = [];
  try {
    // One after another: several decoded photographs at once would not fit into the memory of a phone.
    for (const original of originals.filter(isPicture)) {
      const path = await ports.imageCodec.compress(original.path, COMPRESSION);
      await temporaryRoom.take([path]);
      made.push({ path, ...(await ports.files.stat(path)), kind: "image" });
    }
  } catch (error) {
    const videos = originals.filter((item) => !isPicture(item));
    await dropMedia([...made, ...videos], context);
    throw error;
  } finally {
    await dropMedia(originals.filter(isPicture), context);
  }
  return originals.map((item) => (isPicture(item) ? (made.shift() ?? item) : item));
}

/** Removes files that the app does not get. */
export function dropMedia(items: readonly PickedMedia[], { temporaryRoom }: CallContext): Promise<void> {
  return temporaryRoom.drop(items.map(({ path }) => path));
}
