import { expect, it } from "vitest";
import { createState } from "./state.ts";

it("tells its listeners of every new value, until they stop", () => {
  const state = createState("a");
  const heard: string[] = [];
  const listener = (value: string): void => void heard.push(`${value} ${state.currentSync()}`);
  const stops = [state.onChange(listener), state.onChange(listener)];
  expect(state.listenerCount).toBe(2);
  state.change("a");
  state.change("b");
  stops[0]?.();
  stops[0]?.();
  state.change("c");
  stops[1]?.();
  state.change("d");
  expect(heard).toEqual(["b b", "b b", "c c"]);
  expect(state.currentSync()).toBe("d");
  expect(state.listenerCount).toBe(0);
});
