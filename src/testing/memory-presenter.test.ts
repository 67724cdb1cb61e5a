import { expect, it } from "vitest";
import { createFakeClock } from "./fake-clock.ts";
import { createMemoryFiles } from "./memory-files.ts";
import { createMemoryPresenter } from "./memory-presenter.ts";

it("hides a toast after its duration, but not what took its place", async () => {
  const clock = createFakeClock();
  const presenter = createMemoryPresenter(clock, createMemoryFiles());
  const toast = { kind: "toast", title: "a", icon: "none", hasMask: false, durationMs: 100 } as const;
  await presenter.showToast(toast);
  clock.advance(99);
  expect(presenter.toast).toEqual(toast);
  clock.advance(1);
  expect(presenter.toast).toBeUndefined();
  await presenter.showToast(toast);
  const { durationMs: _none, ...lasting } = toast;
  await presenter.showToast({ ...lasting, kind: "loading" });
  clock.advance(1000);
  expect(presenter.toast?.kind).toBe("loading");
});
