import { HostError, type ImageChoice, type PickedImage, type PickerPort } from "../../core/ports/index.ts";
import type { Album, Picture } from "./album.ts";
import type { AnswerQueue } from "./answers.ts";
import type { LocalFiles } from "./files.ts";

/** A person who chooses the first pictures of the album; an empty one makes them close the picker. */
export function createPicker(album: Album, answers: AnswerQueue, files: LocalFiles): PickerPort {
  return {
    async chooseImages({ count, sources, sizes }: ImageChoice) {
      if (!sources.includes("album")) {
        throw new HostError("not-supported", 'This device has no camera. Allow the source "album" too.');
      }
      const { original } = answers.takeChooseImage();
      const chosen = album.pictures.slice(0, count);
      if (chosen.length === 0)
        throw new HostError("cancelled", "The album is empty. Fill it with device.album.add(path).");
      const images: PickedImage[] = [];
      for (const picture of chosen) images.push(await toTemporary(picture, files));
      return { images, isCompressed: sizes.length === 1 ? sizes[0] === "compressed" : !original };
    },
  };
}

async function toTemporary({ source, extension }: Picture, files: LocalFiles): Promise<PickedImage> {
  const path =
    typeof source === "string"
      ? await files.adopt(source, extension)
      : await files.createTemporary(source.buffer, extension);
  return { path, ...(await files.stat(path)) };
}
