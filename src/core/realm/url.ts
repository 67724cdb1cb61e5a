/** The parts of a URL, as texts. */
export interface UrlParts {
  href: string;
  readonly origin: string;
  protocol: string;
  username: string;
  password: string;
  host: string;
  hostname: string;
  port: string;
  pathname: string;
  search: string;
  hash: string;
}

/** Takes URLs apart, as the standard says. */
export interface UrlParser {
  /** Returns `undefined` for what is no URL. */
  parse(url: string, base?: string): UrlParts | undefined;
  /** Returns the URL with another value of one part. Throws a `TypeError` for an `href` that is none. */
  change(href: string, part: keyof UrlParts, value: string): UrlParts;
}

const PARTS = [
  "href",
  "origin",
  "protocol",
  "username",
  "password",
  "host",
  "hostname",
  "port",
  "pathname",
  "search",
  "hash",
] as const;

/** Makes the class `URL` of a realm that has none. It has no `searchParams`, because apps have no `URLSearchParams`. */
export function createUrlClass(parser: UrlParser): new (url: string, base?: string) => object {
  const parse = (url: unknown, base: unknown): UrlParts | undefined =>
    parser.parse(String(url), base === undefined ? undefined : String(base));

  class OwnUrl {
    #parts: UrlParts;

    constructor(url: unknown, base?: unknown) {
      const parts = parse(url, base);
      if (parts === undefined) throw new TypeError("Invalid URL");
      this.#parts = parts;
    }

    static {
      for (const part of PARTS) Object.defineProperty(this.prototype, part, this.#accessorOf(part));
    }

    static canParse(url: unknown, base?: unknown): boolean {
      return parse(url, base) !== undefined;
    }

    static #accessorOf(part: (typeof PARTS)[number]): PropertyDescriptor {
      const get = function (this: OwnUrl): string {
        return this.#parts[part];
      };
      const set = function (this: OwnUrl, value: unknown): void {
        this.#parts = parser.change(this.#parts.href, part, String(value));
      };
      return { get, set: part === "origin" ? undefined : set, enumerable: true, configurable: true };
    }

    toString(): string {
      return this.#parts.href;
    }

    toJSON(): string {
      return this.#parts.href;
    }
  }

  return Object.defineProperty(OwnUrl, "name", { value: "URL" });
}
