import { buttonStyle } from "./button-style.ts";
import { containerStyle } from "./container-style.ts";
import { contentStyle } from "./content-style.ts";
import { fieldStyle } from "./field-style.ts";
import { iconStyle } from "./icon-style.ts";
import { mediaStyle } from "./media-style.ts";
import { themeStyle } from "./theme-style.ts";

/** Stronger than any `display` above, weaker than that of an app's class. */
const HIDDEN = "[hidden] { display: none; }\n";

/**
 * Returns the style sheet of the built-in components, to be the first one of a page's shadow root; in a document without one it works
 * too. The theme is the attribute `data-theme`, `light` or `dark`, of the shadow host or the root element.
 *
 * @param isStyleV2 whether app.json says `style: "v2"`
 */
export function builtInStyle(isStyleV2: boolean): string {
  const looks = [containerStyle, buttonStyle(isStyleV2), contentStyle, fieldStyle, iconStyle(isStyleV2), mediaStyle];
  return [themeStyle, ...looks, HIDDEN].join("");
}
