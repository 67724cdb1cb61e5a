import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { defineConfig, type EnvironmentOptions, type Plugin } from "vite";

const source = (path: string): string => fileURLToPath(new URL(`src/browser/${path}`, import.meta.url));

const realmSource = (path: string): string => fileURLToPath(new URL(`src/core/realm/${path}`, import.meta.url));

const pdfjs = (path: string): string => fileURLToPath(new URL(`node_modules/pdfjs-dist/${path}`, import.meta.url));

/** Files that go into the runtime as they are. */
const STATIC_FILES = {
  "app.html": source("page/app.html"),
  "simulator.html": source("simulator/index.html"),
  "simulator.css": source("simulator/simulator.css"),
  "pdf.worker.js": pdfjs("build/pdf.worker.min.mjs"),
  LICENSE_MEDIABUNNY: fileURLToPath(new URL("node_modules/mediabunny/LICENSE", import.meta.url)),
  LICENSE_PDFJS: pdfjs("LICENSE"),
  LICENSE_CMAPS: pdfjs("cmaps/LICENSE"),
  LICENSE_BROTLI: fileURLToPath(new URL("node_modules/brotli-dec-wasm/LICENSE-MIT.txt", import.meta.url)),
};
/** What pdf.js loads when a document needs it: encodings of Chinese, Japanese and Korean, fonts, decoders of rare pictures; and its licences. */
const PDF_FOLDERS = { cmaps: /\.bcmap$/, standard_fonts: /\.(pfb|ttf)$|^LICENSE/, wasm: /\.wasm$|^LICENSE/ };

function staticFiles(): Plugin {
  return {
    name: "minihost:static-files",
    applyToEnvironment: ({ name }) => name === "client",
    async generateBundle() {
      for (const [fileName, path] of Object.entries(STATIC_FILES)) {
        this.emitFile({ type: "asset", fileName, source: await readFile(path) });
      }
      for (const [folder, wanted] of Object.entries(PDF_FOLDERS)) {
        for (const fileName of (await readdir(pdfjs(folder))).filter((name) => wanted.test(name))) {
          this.emitFile({ type: "asset", fileName, source: await readFile(pdfjs(`${folder}/${fileName}`)) });
        }
      }
    },
  };
}

/** One file that a headless device loads into the realm of an app: a CommonJS module that requires nothing. */
function realmFile(name: string, path: string): EnvironmentOptions {
  return {
    // Without what Vite adds for modules that a page loads later.
    consumer: "server",
    resolve: { noExternal: true, conditions: ["module", "browser", "production"] },
    build: {
      emptyOutDir: false,
      sourcemap: false,
      minify: true,
      rolldownOptions: {
        input: { [name]: realmSource(path) },
        output: { format: "cjs", entryFileNames: "[name].js", codeSplitting: false },
        // Nothing imports it, but its exports are what it is for.
        preserveEntrySignatures: "strict",
      },
    },
  };
}

// What runs in browsers: the frame of an app, its Worker and the simulator. All files lie side by side in one folder and find each
// other by their names. Beside them lies what runs in the realm of an app on a headless device.
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  base: "./",
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [staticFiles()],
  build: {
    outDir: "dist/runtime",
    target: "es2022",
    sourcemap: true,
    modulePreload: false,
    reportCompressedSize: false,
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          input: {
            page: source("page/main.ts"),
            worker: source("worker/main.ts"),
            recording: source("recording/main.ts"),
            compression: source("compression/main.ts"),
            "capture-worklet": source("recording/capture-worklet.ts"),
            simulator: source("simulator/main.ts"),
          },
          output: {
            entryFileNames: "[name].js",
            chunkFileNames: "[name]-[hash].js",
            assetFileNames: "[name][extname]",
          },
        },
      },
    },
    realm: realmFile("realm", "realm-main.ts"),
    logic: realmFile("logic", "app-main.ts"),
  },
  builder: {},
});
