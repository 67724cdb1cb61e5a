/** Where pictures come from. */
export type PickerSource = "album" | "camera";

/** What the person is asked for. */
export interface ImageChoice {
  /** At most so many pictures, 1 or more. */
  count: number;
  /** One or both; with both the person is asked which. */
  sources: PickerSource[];
  /** With both, the person decides with an "original" toggle. */
  sizes: ("original" | "compressed")[];
}

/** A picture that the person chose; the host made a temporary file of it, byte for byte. */
export interface PickedImage {
  path: string;
  sizeBytes: number;
}

/** The answer of the person. */
export interface PickedImages {
  /** In the order of selection; never more than `count`. */
  images: PickedImage[];
  /** Whether they are wanted re-encoded, smaller. */
  isCompressed: boolean;
}

/** Lets a person choose files. */
export interface PickerPort {
  /** Rejects with `cancelled` when the person closes the picker. */
  chooseImages(choice: ImageChoice): Promise<PickedImages>;
}
