import type { PageHost } from "./page-host.ts";

/** Does something with the dialog that opens next. */
export function withDialog({ root }: PageHost, act: (dialog: Element) => void): void {
  const observer = new MutationObserver(() => {
    const dialog = root.querySelector("dialog[open]");
    if (dialog === null) return;
    observer.disconnect();
    act(dialog);
  });
  observer.observe(root, { childList: true, subtree: true, attributes: true });
}

/** Presses the button of a dialog that is called so. */
export function press(dialog: Element, name: string): void {
  const found = [...dialog.querySelectorAll("button")].find((button) =>
    [button.textContent, button.ariaLabel].includes(name),
  );
  if (found === undefined) throw new Error(`There is no button "${name}" in "${dialog.textContent}"`);
  found.click();
}
