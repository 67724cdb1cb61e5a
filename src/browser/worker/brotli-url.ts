import url from "brotli-dec-wasm/web/bg.wasm?url";

/** Where the Brotli decoder is, a file of the runtime. */
export const BROTLI_URL: string = url;
