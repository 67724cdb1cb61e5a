import { HostError } from "../../core/ports/index.ts";

/** What the file dialog is asked for. */
export interface FileRequest {
  isMultiple: boolean;
  /** As the `accept` of an input, such as `image/*`; empty for any file. */
  accept: string;
  /** The camera that a phone opens at once, if that is wanted. */
  capture?: "user" | "environment";
}

/** How long after the person came back a browser may take to tell what was chosen, where it does not tell of cancelling. */
const RETURN_MS = 1000;

/**
 * Lets the person choose files in the browser's own dialog. Rejects with `cancelled`.
 *
 * Browsers open the dialog only soon after a tap; when this one does not, `askForTap` is awaited and it is tried again.
 */
export async function chooseFiles(
  parent: HTMLElement,
  { isMultiple, accept, capture }: FileRequest,
  askForTap: () => Promise<void>,
): Promise<File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.multiple = isMultiple;
  input.hidden = true;
  if (capture !== undefined) input.setAttribute("capture", capture);
  parent.append(input);
  const listening = new AbortController();
  try {
    const chosen = waitForChoice(input, listening.signal);
    while (!open(input)) await askForTap();
    return await chosen;
  } finally {
    listening.abort();
    input.remove();
  }
}

function open(input: HTMLInputElement): boolean {
  // Unlike click(), showPicker() tells when the browser refuses.
  if (typeof input.showPicker !== "function") {
    input.click();
    return true;
  }
  try {
    input.showPicker();
    return true;
  } catch {
    return false;
  }
}

function waitForChoice(input: HTMLInputElement, signal: AbortSignal): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      const files = [...(input.files ?? [])];
      if (files.length > 0) resolve(files);
      else reject(new HostError("cancelled", "The person chose no file"));
    };
    input.addEventListener("change", settle, { signal });
    input.addEventListener("cancel", settle, { signal });
    if (!hasCancelEvent()) watchForReturn(settle, signal);
  });
}

/** Every browser with `Promise.withResolvers` (2023) tells of cancelling; of older ones, some do. There is no way to ask. */
function hasCancelEvent(): boolean {
  return "withResolvers" in Promise;
}

/** In older browsers a person who is back in the page, and for whom no file arrived, has cancelled. */
function watchForReturn(settle: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    timer = setTimeout(settle, RETURN_MS);
  };
  window.addEventListener("focus", restart, { signal });
  window.addEventListener("pointerdown", restart, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
}
