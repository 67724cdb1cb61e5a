import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const source = (path: string): string => fileURLToPath(new URL(`src/browser/${path}`, import.meta.url));

const pdfjs = (path: string): string => fileURLToPath(new URL(`node_modules/pdfjs-dist/${path}`, import.meta.url));

/** Files that go into the runtime as they are. */
const STATIC_FILES = {
  "app.html": source("page/app.html"),
  "simulator.html": source("simulator/index.html"),
  "simulator.css": source("simulator/simulator.css"),
  "pdf.worker.js": pdfjs("build/pdf.worker.min.mjs"),
  LICENSE_PDFJS: pdfjs("LICENSE"),
  LICENSE_CMAPS: pdfjs("cmaps/LICENSE"),
};
/** What pdf.js loads when a document needs it: encodings of Chinese, Japanese and Korean, fonts, decoders of rare pictures; and its licences. */
const PDF_FOLDERS = { cmaps: /\.bcmap$/, standard_fonts: /\.(pfb|ttf)$|^LICENSE/, wasm: /\.wasm$|^LICENSE/ };

function staticFiles(): Plugin {
  return {
    name: "minihost:static-files",
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

// What runs in browsers: the frame of an app, its Worker and the simulator. All files lie side by side in one folder and find each
// other by their names.
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
    rolldownOptions: {
      input: {
        page: source("page/main.ts"),
        worker: source("worker/main.ts"),
        simulator: source("simulator/main.ts"),
      },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name][extname]" },
    },
  },
});
