const LENGTH = /(?<![\w.#-])([+-]?(?:\d+\.?\d*|\.\d+))(rpx|vh)\b/gi;
// A `url("…")` is a quoted text: only the text of one without quotes ends at the bracket.
const QUOTED = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\(\s*[^\s"')][^)]*\))/gi;

/**
 * Rewrites the lengths of the platform into CSS: `1rpx` is 1/750 of the window's width, `100vh` the height of a page without its bars
 * (each page is a size container, so that is `100cqh`). Quoted text and `url()` stay as they are.
 */
export function convertLengths(css: string): string {
  if (!/rpx|vh/i.test(css)) return css;
  return css
    .split(QUOTED)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(LENGTH, convertLength)))
    .join("");
}

function convertLength(_match: string, number: string, unit: string): string {
  if (unit.toLowerCase() === "vh") return `${number}cqh`;
  return `${Number(((Number(number) * 100) / 750).toFixed(5))}vw`;
}
