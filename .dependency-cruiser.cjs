"use strict";
// What each layer may import besides itself; "npm:x" is a package, "node" the built-in modules of Node.
// This table is the architecture: change it only together with ARCHITECTURE.md.
const layers = {
  "core/protocol": [],
  "core/ports": ["core/protocol"],
  "core/audio": ["core/ports", "npm:mediabunny", "npm:@mediabunny/aac-encoder", "npm:@mediabunny/mp3-encoder"],
  "core/bridge": ["core/ports", "core/protocol", "npm:birpc"],
  "core/api": ["core/ports", "core/protocol", "core/archive", "npm:@noble/hashes", "npm:image-size"],
  "core/archive": ["core/ports", "core/protocol", "npm:fflate"],
  "core/document": ["core/ports", "core/archive"],
  "core/video": ["core/ports", "npm:mediabunny"],
  "core/headless": ["core/ports", "core/protocol"],
  "core/logic": ["core", "npm:glass-easel-miniprogram-adapter"],
  "core/realm": ["core/bridge", "core/logic", "core/ports", "core/protocol"],
  "browser/worker": ["core", "npm:brotli-dec-wasm"],
  "browser/view": ["core/protocol", "core/bridge"],
  "browser/compression": ["core/bridge", "core/ports", "core/video", "npm:mediabunny", "npm:@mediabunny/aac-encoder"],
  "browser/recording": ["core/audio", "core/bridge", "core/ports"],
  "browser/components": ["core/protocol", "npm:weui"],
  "browser/page": [
    "core/ports",
    "core/protocol",
    "core/bridge",
    "core/document",
    "core/video",
    "browser/view",
    "browser/components",
    "npm:docx-preview",
    "npm:fflate",
    "npm:numfmt",
    "npm:pdfjs-dist",
    "npm:photoswipe",
    "npm:weui",
  ],
  "browser/simulator": ["core/protocol", "npm:weui"],
  "node/host": [
    "core/audio",
    "core/ports",
    "core/protocol",
    "core/document",
    "core/headless",
    "core/video",
    "npm:http-cache-semantics",
    "npm:mediabunny",
    "npm:ws",
    "npm:sharp",
    "node",
  ],
  "node/boot": ["core", "node/host", "node"],
  "node/gateway": ["core/ports", "core/protocol", "node/host", "npm:ws", "node"],
  "tools/compiler": [
    "core/protocol",
    "npm:glass-easel-template-compiler",
    "npm:postcss",
    "npm:postcss-selector-parser",
    "npm:postcss-value-parser",
    "npm:vite",
    "node",
  ],
  "tools/vite": ["core/protocol", "node/gateway", "tools/compiler", "npm:vite", "npm:picocolors", "node"],
  "tools/backend": ["npm:busboy", "npm:ws", "node"],
  "tools/cli": ["tools/vite", "tools/compiler", "tools/backend", "npm:cac", "npm:picocolors", "node"],
  testing: ["core"],
};

const folder = (name) => `^src/${name}/`;
const forbidden = Object.entries(layers).flatMap(([layer, allowed]) => {
  const from = { path: folder(layer), pathNot: "\\.test\\.ts$" };
  const packages = allowed.filter((name) => name.startsWith("npm:")).map((name) => `node_modules/${name.slice(4)}/`);
  const folders = allowed.filter((name) => !name.startsWith("npm:") && name !== "node");
  return [
    {
      name: `${layer}: layer`,
      severity: "error",
      from,
      to: { path: "^src/", pathNot: [layer, ...folders].map(folder) },
    },
    { name: `${layer}: package`, severity: "error", from, to: { path: "node_modules/", pathNot: packages } },
    ...(allowed.includes("node")
      ? []
      : [{ name: `${layer}: node`, severity: "error", from, to: { dependencyTypes: ["core"] } }]),
  ];
});

module.exports = {
  forbidden: [
    ...forbidden,
    { name: "no cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no file outside the layers",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [...Object.keys(layers).map(folder), "^src/(core|node)/(index|globals\\.d)\\.ts$"],
      },
      to: {},
    },
    {
      name: "no orphans",
      severity: "error",
      from: {
        orphan: true,
        path: "^src/", // The worklet is loaded by its URL, and must be one file.
        pathNot: ["\\.d\\.ts$", "\\.test\\.ts$", "^src/browser/recording/capture-worklet\\.ts$"],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
