/** Waits for the next frame, with layout done and its observers called. */
export async function nextFrame(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}
