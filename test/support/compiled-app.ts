import { expect, onTestFinished } from "vitest";
import { HeadlessView, type PlainNode } from "../../src/core/headless/index.ts";
import { createLogic, type Logic } from "../../src/core/logic/index.ts";
import { createState, type Ports } from "../../src/core/ports/index.ts";
import type { BundleScript } from "../../src/core/protocol/index.ts";
import { createCompiler, type AppSource, type Bundle, type Problem } from "../../src/tools/compiler/index.ts";

/** Files of an app by path. */
export type AppFiles = Record<string, string>;

/** An app in memory. */
export function memorySource(files: AppFiles): AppSource {
  return { list: async () => Object.keys(files), read: async (path) => files[path] };
}

/** The least that every app has, with one page `pages/a/a`. */
export function minimalApp(files: AppFiles = {}): AppFiles {
  return {
    "app.json": JSON.stringify({ pages: ["pages/a/a"] }),
    "app.js": "App({})",
    "pages/a/a.js": "Page({})",
    "pages/a/a.wxml": "<view/>",
    ...files,
  };
}

/** Compiles an app that must have no errors. */
export async function compileApp(files: AppFiles): Promise<Bundle> {
  const compilation = await createCompiler(memorySource(files), { appId: "test" }).compile();
  if (!compilation.ok) throw new Error(describeProblems(compilation.problems).join("\n"));
  return compilation;
}

/** What is wrong with an app, one line each. */
export async function problemsOf(files: AppFiles): Promise<string[]> {
  const { problems } = await createCompiler(memorySource(files), { appId: "test" }).compile();
  return describeProblems(problems);
}

/** Problems as `error code file:line:column message`. */
export function describeProblems(problems: readonly Problem[]): string[] {
  return problems.map(
    ({ severity, code, file, line, column, message }) => `${severity} ${code} ${file}:${line}:${column} ${message}`,
  );
}

/** Loads the script of a bundle as the host of an app does. */
export async function loadScript(script: string): Promise<BundleScript> {
  const url = `data:text/javascript;base64,${Buffer.from(script).toString("base64")}`;
  const loaded = (await import(/* @vite-ignore */ url)) as { default: BundleScript };
  return loaded.default;
}

/** An app that runs on a headless view. */
export interface RunningApp {
  logic: Logic;
  view: HeadlessView;
  /** The content of the current page as text: `<view#id.class> … </view>`. */
  markup(): string;
}

/** Compiles an app, runs it without a device, and opens its first page. */
export async function runApp(files: AppFiles): Promise<RunningApp> {
  const { manifest, script } = await compileApp(files);
  const view = new HeadlessView();
  const call = (name: keyof HeadlessView, values: unknown[]): unknown =>
    (view[name] as (...values: unknown[]) => unknown).apply(view, values);
  const logic = createLogic({
    manifest,
    script: await loadScript(script),
    ports: {
      system: { infoSync: () => ({ theme: "light", windowWidth: 375, windowHeight: 724 }), onChange: () => () => {} },
      foreground: createState(true),
    } as unknown as Ports,
    view: {
      send: (name, ...values) => void call(name, values),
      call: async (name, ...values) => (await call(name, values)) as never,
    },
  });
  onTestFinished(() => logic.close());
  await logic.launch({});
  // Everything that logic starts is microtasks, so a macrotask later all of it has run.
  await new Promise((resolve) => setImmediate(resolve));
  expect(view.errors).toEqual([]);
  return { logic, view, markup: () => (view.current?.root.children[0]?.children ?? []).map(markupOf).join("") };
}

function markupOf(node: PlainNode): string {
  if (node.tag === "") return node.text;
  const id = node.id === "" ? "" : `#${node.id}`;
  const classes = [...node.classes].map((name) => `.${name}`).join("");
  return `<${node.tag}${id}${classes}>${node.children.map(markupOf).join("")}</${node.tag}>`;
}
