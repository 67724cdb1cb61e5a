import type { PickedBlob, PickedBlobs } from "../../core/bridge/index.ts";
import {
  HostError,
  type FileChoice,
  type FileKind,
  type MediaChoice,
  type PickerSource,
} from "../../core/ports/index.ts";
import { chooseFiles } from "./file-input.ts";
import { confirmImages } from "./image-confirmation.ts";
import type { Presenter } from "./presenter.ts";
import { textsOf, type ChoosableKind, type Texts } from "./texts.ts";
import { Turns } from "./turns.ts";

/** Lets a person choose files in the page; the Worker gives them paths. A call waits while another one is open. */
export interface PagePicker {
  /** Rejects as the port of this name does. */
  chooseMedia(choice: MediaChoice): Promise<PickedBlobs<File>>;
  /** Rejects with `cancelled`. */
  chooseFiles(choice: FileChoice): Promise<PickedBlob<File>[]>;
}

/**
 * Chooses with file dialogs of the browser, and takes pictures with its camera; what it asks besides is drawn by the presenter. Its file input
 * is in `container`.
 */
export function createPicker(
  container: HTMLElement,
  presenter: Presenter,
  language: string = navigator.language,
): PagePicker {
  return new BrowserPicker(container, presenter, language);
}

class BrowserPicker implements PagePicker {
  readonly #container: HTMLElement;
  readonly #presenter: Presenter;
  readonly #language: string;
  readonly #texts: Texts;
  readonly #turns = new Turns();

  constructor(container: HTMLElement, presenter: Presenter, language: string) {
    this.#container = container;
    this.#presenter = presenter;
    this.#language = language;
    this.#texts = textsOf(language);
  }

  chooseMedia(choice: MediaChoice): Promise<PickedBlobs<File>> {
    return this.#turns.take(async () => {
      const { sizes } = choice;
      const wantsCompressed = sizes.includes("compressed");
      if ((await this.#chooseSource(choice.sources)) === "camera") {
        return { items: withKinds(await this.#capture(choice), choice), isCompressed: wantsCompressed };
      }
      const request = { isMultiple: choice.count > 1, accept: acceptOf(choice.kinds) };
      const files = await chooseFiles(this.#container, request, () => this.#askForTap(nameOf(choice)));
      const items = withKinds(files, choice);
      const hasPictures = items.some(({ kind }) => kind === "image");
      if (!hasPictures || sizes.length < 2) return { items, isCompressed: wantsCompressed };
      const { isOriginal } = await confirmImages(this.#presenter.overlay, items, this.#texts);
      return { items, isCompressed: !isOriginal };
    });
  }

  chooseFiles({ count, kinds, extensions }: FileChoice): Promise<PickedBlob<File>[]> {
    return this.#turns.take(async () => {
      const request = { isMultiple: count > 1, accept: acceptOf(kinds, extensions) };
      const files = await chooseFiles(this.#container, request, () => this.#askForTap("file"));
      // The dialog of a browser lets a person choose other files, too.
      const fitting = files.filter(
        (file) => kinds.includes(kindOf(file)) && (extensions.length === 0 || extensions.includes(extensionOf(file))),
      );
      return cancelledIfNone(fitting.slice(0, count)).map((file) => ({
        blob: file,
        name: file.name,
        kind: kindOf(file),
        modifiedMs: file.lastModified,
      }));
    });
  }

  async #chooseSource(sources: PickerSource[]): Promise<PickerSource> {
    const [first = "album"] = sources;
    if (sources.length < 2) return first;
    const items = [this.#texts.takePhoto, this.#texts.chooseFromAlbum];
    return (await this.#presenter.showActionSheet({ items, itemColor: "#000000" })) === 0 ? "camera" : "album";
  }

  /** Takes a picture or video on a page of its own, or, where this page reaches no camera, as the system does it. */
  async #capture(choice: MediaChoice): Promise<File[]> {
    const { overlay, signal } = this.#presenter;
    const { findCameras, takeShot } = await loadCamera();
    if ((await findCameras()) > 0) return [await takeShot({ overlay, choice, language: this.#language, signal })];
    const capture = choice.camera === "front" ? "user" : "environment";
    const request = { isMultiple: false, accept: acceptOf(choice.kinds), capture } as const;
    return chooseFiles(this.#container, request, () => this.#askForTap(nameOf(choice)));
  }

  /** Resolves when the person just tapped, which allows the page to open a file dialog. */
  async #askForTap(kind: ChoosableKind): Promise<void> {
    const { isConfirmed } = await this.#presenter.showModal({
      title: this.#texts.choose[kind],
      content: "",
      hasCancel: true,
      cancelText: this.#texts.cancel,
      cancelColor: "#000000",
      confirmText: this.#texts.open,
      confirmColor: "#576B95",
      isEditable: false,
      placeholder: "",
    });
    if (!isConfirmed) throw new HostError("cancelled", "The person did not open the file dialog");
  }
}

/** Few apps take pictures: what does is loaded with the first. */
function loadCamera(): Promise<typeof import("./camera/camera-page.ts")> {
  return import("./camera/camera-page.ts").catch((cause: unknown) => {
    throw new HostError("network", "The page of the camera could not be loaded", { cause });
  });
}

function nameOf({ kinds }: MediaChoice): ChoosableKind {
  const [first = "image", second] = kinds;
  return second === undefined ? first : "media";
}

/** The `accept` of an input. The dialog knows no "neither picture nor video", so that everything is offered then. */
function acceptOf(kinds: readonly FileKind[], extensions: readonly string[] = []): string {
  if (extensions.length > 0) return extensions.map((extension) => `.${extension}`).join(",");
  return kinds.includes("file") ? "" : kinds.map((kind) => `${kind}/*`).join(",");
}

/** Keeps what was asked for, and names its kinds. What the browser knows no type of is taken for the first kind. */
function withKinds(files: readonly File[], { kinds, isMixed, count }: MediaChoice): PickedBlobs<File>["items"] {
  const [usual = "image"] = kinds;
  const known = files.flatMap((file) => {
    const kind = file.type === "" ? usual : kindOf(file);
    return kind !== "file" && kinds.includes(kind) ? [{ blob: file, name: file.name, kind }] : [];
  });
  const fitting = known.filter(({ kind }) => isMixed || kind === known[0]?.kind);
  return cancelledIfNone(fitting.slice(0, count));
}

function kindOf({ type }: File): FileKind {
  if (type.startsWith("image/")) return "image";
  return type.startsWith("video/") ? "video" : "file";
}

function extensionOf({ name }: File): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}

function cancelledIfNone<Item>(chosen: Item[]): Item[] {
  if (chosen.length === 0) throw new HostError("cancelled", "The person chose no file of a kind that was asked for");
  return chosen;
}
