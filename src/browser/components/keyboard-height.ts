/** Follows the height of the on-screen keyboard. */
export function watchKeyboard(onChange: (heightPx: number) => void, signal: AbortSignal): void {
  let heightPx = keyboardHeight();
  const check = (): void => {
    const now = keyboardHeight();
    if (now === heightPx) return;
    heightPx = now;
    onChange(now);
  };
  outermostWindow().visualViewport?.addEventListener("resize", check, { signal });
}

/** Height of the on-screen keyboard in CSS pixels, 0 without one: what it takes from the visible part of the window. */
export function keyboardHeight(): number {
  const { innerHeight, visualViewport } = outermostWindow();
  if (visualViewport === null) return 0;
  return Math.max(0, Math.round(innerHeight - visualViewport.height * visualViewport.scale));
}

/** Browsers tell a frame nothing about the keyboard, only the page around it. */
function outermostWindow(): Window {
  try {
    // Reading it throws when that page is of another origin.
    return window.top?.document === undefined ? window : window.top;
  } catch {
    return window;
  }
}
