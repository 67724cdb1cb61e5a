import { describe, inject } from "vitest";
import { until } from "../support/until.ts";
import { findVideoInspector } from "./compress-video.suite.ts";
import { openVideoEditorSuite, type OpenVideoEditorHost } from "./open-video-editor.suite.ts";
import { press } from "./page-dialog.ts";
import { createPageHost, type PageHost } from "./page-host.ts";

type Answer = Parameters<OpenVideoEditorHost["choose"]>[0];

async function createHost(): Promise<OpenVideoEditorHost> {
  const host = createPageHost();
  let answering: Promise<void> = Promise.resolve();
  return {
    wx: host.wx,
    add: async (bytes, extension) => host.adopt(new Blob([bytes]), extension),
    read: async (path) => new Uint8Array(await (await host.read(path)).arrayBuffer()),
    choose(answer) {
      answering = choose(host, answer);
    },
    async close() {
      await answering;
      await host.close();
    },
  };
}

async function choose({ root }: PageHost, answer: Answer): Promise<void> {
  const dialog = await until(() => {
    const shown = root.querySelector("dialog[open]");
    if (shown === null) throw new Error("The editor is not open");
    return shown;
  });
  if (answer === "cancel") {
    press(dialog, "Cancel");
    return;
  }
  if (answer !== "offered") {
    pressKeys(dialog, "Start", "Home", 1);
    pressKeys(dialog, "End", "Home", 1);
    const shortestMs = Math.round(Number(find(dialog, "End").ariaValueNow) * 1000);
    pressKeys(dialog, "End", "ArrowRight", (answer.endMs - shortestMs) / 100);
    pressKeys(dialog, "Start", "ArrowRight", answer.startMs / 100);
  }
  press(dialog, "Done");
}

function pressKeys(dialog: Element, label: string, key: string, times: number): void {
  const handle = find(dialog, label);
  for (let index = 0; index < times; index += 1) {
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }
  handle.dispatchEvent(new KeyboardEvent("keyup", { key, bubbles: true }));
}

function find(dialog: Element, label: string): Element {
  const handle = [...dialog.querySelectorAll("[role=slider]")].find(({ ariaLabel }) => ariaLabel === label);
  if (handle === undefined) throw new Error(`There is no handle "${label}"`);
  return handle;
}

const inspector = await findVideoInspector(inject("serverUrl"));

describe("a page", () => openVideoEditorSuite(createHost, inspector, { hasCodecs: true }));
