import type { AlbumKind } from "./album.ts";

/** Where pictures and videos come from. */
export type PickerSource = "album" | "camera";

/** What a file of any kind is taken for. */
export type FileKind = AlbumKind | "file";

/** What the person is asked for. */
export interface MediaChoice {
  /** At most so many, 1 or more; a camera gives one. */
  count: number;
  /** One or both. */
  kinds: AlbumKind[];
  /** Whether pictures and videos may be chosen together; otherwise all are of the kind of the first. */
  isMixed: boolean;
  /** One or both; with both the person is asked which. */
  sources: PickerSource[];
  /** Of pictures. With both, the person decides with an "original" toggle. */
  sizes: ("original" | "compressed")[];
  /** The camera to begin with; the person may change it. */
  camera: "back" | "front";
  /** A camera stops to record after so long. */
  maxDurationSeconds: number;
}

/** Something that the person chose; the host made a temporary file of it, byte for byte. */
export interface PickedMedia {
  path: string;
  sizeBytes: number;
  kind: AlbumKind;
}

/** The answer of the person. */
export interface PickedMediaList {
  /** In the order of selection; never more than `count`. */
  items: PickedMedia[];
  /** Whether pictures are wanted re-encoded, smaller. */
  isCompressed: boolean;
}

/** Which files the person is asked for. */
export interface FileChoice {
  /** At most so many, 1 or more. */
  count: number;
  /** One, or all three for any file. */
  kinds: FileKind[];
  /** Only files whose names end so, in lower case and without dots; all when empty. */
  extensions: string[];
}

/** A file that the person chose; the host made a temporary file of it, byte for byte. */
export interface PickedFile {
  path: string;
  sizeBytes: number;
  /** The name that the person knows it by. */
  name: string;
  kind: FileKind;
  /** When it was last changed, milliseconds since 1970. */
  modifiedMs: number;
}

/** Lets a person choose files. Both reject with `cancelled` when the person closes the picker. */
export interface PickerPort {
  /** Rejects with `denied` when the system refuses the camera, and with `not-supported` when only that may be used and there is none. */
  chooseMedia(choice: MediaChoice): Promise<PickedMediaList>;
  chooseFiles(choice: FileChoice): Promise<PickedFile[]>;
}
