import type { SourceResolver } from "./source-resolver.ts";

/** The properties whose pictures an inline style may name by the path of a file. */
const PROPERTIES = ["background-image", "border-image-source", "list-style-image", "mask-image"];
/** Texts are taken as a whole, so that nothing in them looks like a picture. */
const PICTURE_OR_TEXT = /url\("((?:[^"\\]|\\.)*)"\)|"(?:[^"\\]|\\.)*"/gs;
/** Shows nothing, and may stand wherever a picture may. */
const NO_PICTURE = "data:,";

interface Shown {
  /** Absent until it is resolved, and for one that leads nowhere. */
  url?: string;
  release(): void;
}

/**
 * The pictures of one element's inline style. Paths of the app become URLs that the browser can load.
 *
 * Only what the browser itself parsed is looked at, and each property is set on its own, so no text of the app becomes anything else than
 * the URL of a picture.
 */
export class StyleImages {
  readonly #style: CSSStyleDeclaration;
  readonly #resolver: SourceResolver;
  /** The values of the app, by property. */
  readonly #values = new Map<string, { value: string; priority: string }>();
  readonly #shown = new Map<string, Shown>();

  constructor(style: CSSStyleDeclaration, resolver: SourceResolver) {
    this.#style = style;
    this.#resolver = resolver;
  }

  /** Call it when the app has set the style. What it shows still is not resolved again. */
  update(): void {
    this.#values.clear();
    const sources = new Set<string>();
    for (const property of PROPERTIES) {
      const value = this.#style.getPropertyValue(property);
      const found = sourcesOf(value);
      if (found.length === 0) continue;
      this.#values.set(property, { value, priority: this.#style.getPropertyPriority(property) });
      for (const source of found) sources.add(source);
    }
    for (const source of sources) if (!this.#shown.has(source)) this.#show(source);
    for (const [source, shown] of this.#shown) {
      if (sources.has(source)) continue;
      this.#shown.delete(source);
      shown.release();
    }
    this.#apply();
  }

  /** Releases every picture. */
  release(): void {
    for (const shown of this.#shown.values()) shown.release();
    this.#shown.clear();
    this.#values.clear();
  }

  #show(source: string): void {
    const { url, release } = this.#resolver.acquire(source);
    const shown: Shown = { release };
    this.#shown.set(source, shown);
    void url.then(
      (resolved) => {
        if (this.#shown.get(source) !== shown) return;
        shown.url = resolved;
        this.#apply();
      },
      // A path that leads nowhere shows nothing, as on the platform.
      () => {},
    );
  }

  #apply(): void {
    for (const [property, { value, priority }] of this.#values) {
      const resolved = value.replace(PICTURE_OR_TEXT, (text, picture?: string) =>
        picture === undefined ? text : `url(${quote(this.#shown.get(unescape(picture))?.url ?? NO_PICTURE)})`,
      );
      this.#style.setProperty(property, resolved, priority);
    }
  }
}

function sourcesOf(value: string): string[] {
  return [...value.matchAll(PICTURE_OR_TEXT)].flatMap(([, picture]) =>
    picture === undefined ? [] : [unescape(picture)],
  );
}

/** Undoes what browsers escape in the texts of a value. */
function unescape(text: string): string {
  return text.replace(/\\(?:([\da-f]{1,6})\s?|(.))/gis, (_match, digits?: string, character?: string) =>
    digits === undefined ? (character ?? "") : String.fromCodePoint(Number.parseInt(digits, 16)),
  );
}

function quote(text: string): string {
  return `"${text.replace(/["\\\p{Cc}]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;
}
