import type { RealmPlatform, TextCoding, UrlParser, UrlParts } from "../../core/realm/index.ts";

// URLs as Node reads them.
const urlParser: UrlParser = {
  parse: (url, base) => (URL.canParse(url, base) ? partsOf(new URL(url, base)) : undefined),
  change(href, part, value) {
    const url = new URL(href);
    if (part !== "origin") url[part] = value;
    return partsOf(url);
  },
};

// Text as Node encodes and decodes it.
const textCoding: TextCoding = {
  encode: (text) => new TextEncoder().encode(text),
  createDecoder(label, options) {
    const decoder = new TextDecoder(label, options);
    const { encoding, fatal, ignoreBOM } = decoder;
    return { encoding, fatal, ignoreBOM, decode: (bytes, how) => decoder.decode(bytes, how) };
  },
};

/** What the language lacks, but for the timers and the console. */
export const platform: Pick<RealmPlatform, "text" | "urls"> = { text: textCoding, urls: urlParser };

function partsOf(url: URL): UrlParts {
  const { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash } = url;
  return { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash };
}
