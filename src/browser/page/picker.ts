import type { PickedBlobs } from "../../core/bridge/index.ts";
import { HostError, type ImageChoice, type PickerSource } from "../../core/ports/index.ts";
import { chooseFiles } from "./file-input.ts";
import { confirmImages } from "./image-confirmation.ts";
import type { Presenter } from "./presenter.ts";
import { textsOf, type Texts } from "./texts.ts";

/** Lets a person choose files in the page; the Worker gives them paths. */
export interface PagePicker {
  /** Rejects with `cancelled`. A call waits while another one is open. */
  chooseImages(choice: ImageChoice): Promise<PickedBlobs<File>>;
}

/** Chooses with file dialogs of the browser; what it asks besides is drawn by the presenter. Its file input is in `container`. */
export function createPicker(
  container: HTMLElement,
  presenter: Presenter,
  language: string = navigator.language,
): PagePicker {
  const texts = textsOf(language);
  let latest: Promise<unknown> = Promise.resolve();

  const choose = async ({ count, sources, sizes }: ImageChoice): Promise<PickedBlobs<File>> => {
    const usesCamera = (await chooseSource(sources, presenter, texts)) === "camera";
    const all = await chooseFiles(container, { isMultiple: count > 1, usesCamera }, () => askForTap(presenter, texts));
    const files = all.slice(0, count);
    const isCompressed =
      sizes.length > 1
        ? !(await confirmImages(presenter.overlay, files, texts)).isOriginal
        : sizes.includes("compressed");
    return { files: files.map((file) => ({ blob: file, name: file.name })), isCompressed };
  };

  return {
    chooseImages(choice) {
      const result = latest.then(() => choose(choice));
      latest = result.catch(() => {});
      return result;
    },
  };
}

async function chooseSource(sources: PickerSource[], presenter: Presenter, texts: Texts): Promise<PickerSource> {
  const [first = "album"] = sources;
  if (sources.length < 2) return first;
  const items = [texts.takePhoto, texts.chooseFromAlbum];
  return (await presenter.showActionSheet({ items, itemColor: "#000000" })) === 0 ? "camera" : "album";
}

/** Resolves when the person just tapped, which allows the page to open a file dialog. */
async function askForTap(presenter: Presenter, texts: Texts): Promise<void> {
  const { isConfirmed } = await presenter.showModal({
    title: texts.chooseImages,
    content: "",
    hasCancel: true,
    cancelText: texts.cancel,
    cancelColor: "#000000",
    confirmText: texts.open,
    confirmColor: "#576B95",
    isEditable: false,
    placeholder: "",
  });
  if (!isConfirmed) throw new HostError("cancelled", "The person did not open the file dialog");
}
