import {
  HostError,
  type FileChoice,
  type MediaChoice,
  type PickedFile,
  type PickedMedia,
  type PickerPort,
} from "../../core/ports/index.ts";
import type { Album, AlbumItem } from "./album.ts";
import type { AnswerQueue } from "./answers.ts";
import type { Camera } from "./camera.ts";
import type { LocalFiles } from "./files.ts";
import type { MessageFiles } from "./message-files.ts";

/** What a person of this host chooses from. */
export interface PickerParts {
  album: Album;
  camera: Camera;
  messageFiles: MessageFiles;
  answers: AnswerQueue;
  files: LocalFiles;
}

/** A person who chooses the first that fit; where nothing does, they close the picker. */
export function createPicker({ album, camera, messageFiles, answers, files }: PickerParts): PickerPort {
  return {
    async chooseMedia(choice) {
      const { original = false, source = "album" } = answers.takeChooseImage();
      const usesCamera =
        !choice.sources.includes("album") || (source === "camera" && choice.sources.includes("camera"));
      const chosen = usesCamera ? [camera.take(choice.kinds)] : chooseFrom(album, choice);
      const items: PickedMedia[] = [];
      for (const item of chosen) items.push({ kind: item.kind, ...(await toTemporary(item, files)) });
      const { sizes } = choice;
      return { items, isCompressed: sizes.length === 1 ? sizes[0] === "compressed" : !original };
    },
    async chooseFiles(choice: FileChoice) {
      answers.takeChooseImage();
      const chosen = messageFiles.items
        .filter(({ kind, extension }) => choice.kinds.includes(kind) && isWanted(extension, choice.extensions))
        .slice(0, choice.count);
      if (chosen.length === 0) {
        throw new HostError(
          "cancelled",
          "No file fits what the app asks for. Add one with device.messageFiles.add(path).",
        );
      }
      const picked: PickedFile[] = [];
      for (const { name, kind, modifiedMs, ...file } of chosen) {
        picked.push({ name, kind, modifiedMs, ...(await toTemporary(file, files)) });
      }
      return picked;
    },
  };
}

function chooseFrom(album: Album, { count, kinds, isMixed }: MediaChoice): AlbumItem[] {
  const fitting = album.items.filter(({ kind }) => kinds.includes(kind));
  const [first] = fitting;
  if (first === undefined) {
    const wanted = kinds.map((kind) => (kind === "image" ? "picture" : "video")).join(" and no ");
    throw new HostError("cancelled", `The album has no ${wanted}. Fill it with device.album.add(path).`);
  }
  return fitting.filter(({ kind }) => isMixed || kind === first.kind).slice(0, count);
}

function isWanted(extension: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.includes(extension);
}

async function toTemporary(
  { source, extension }: Pick<AlbumItem, "source" | "extension">,
  files: LocalFiles,
): Promise<{ path: string; sizeBytes: number }> {
  const path =
    typeof source === "string"
      ? await files.adopt(source, extension)
      : await files.createTemporary(source.buffer, extension);
  return { path, ...(await files.stat(path)) };
}
