import { withoutEnding } from "./app-path.ts";

/** Endings of package files that may be served. Everything else (sources, keys, notes) stays where it is. */
const ASSET =
  /\.(?:png|jpe?g|gif|webp|svg|bmp|ico|avif|ttf|otf|woff2?|eot|mp3|m4a|aac|wav|ogg|flac|silk|mp4|mov|webm|m4v|m3u8|json|txt|csv|xml|pdf|docx?|xlsx?|pptx?|zip|br|bin|wasm|glb|gltf|cer)$/i;

/** Settings of tools; what they say is no business of the app's users. */
const SETTINGS =
  /(?:^|\/)(?:app|theme|sitemap|ext|package|package-lock|tsconfig|jsconfig|project\.config|project\.private\.config)\.json$/;

/** The files of a package that may be served. `used` are the json files that the compiler read as settings. */
export function assetsOf(paths: Iterable<string>, used: ReadonlySet<string>): string[] {
  const all = new Set(paths);
  return [...all].filter((path) => {
    if (!ASSET.test(path) || SETTINGS.test(path) || used.has(path)) return false;
    // The json of a component that no page uses.
    return !path.endsWith(".json") || !all.has(`${withoutEnding(path, ".json")}.wxml`);
  });
}
