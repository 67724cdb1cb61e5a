const DISC = "<circle cx='12' cy='12' r='10' fill='#000' mask='url(#m)'/>";
const BOX = "<rect x='4' y='7' width='16' height='15' rx='1' fill='#000' mask='url(#m)'/>";
const RING = "<circle cx='12' cy='12' r='9.4' fill='none' stroke='#000' stroke-width='1.2'/>";

/** A shape with `cut` taken out of it; a mask lets through what is white. */
function cutOut(shape: string, cut: string): string {
  return `<mask id='m'><path fill='#fff' d='M0 0h24v24H0z'/><g stroke='#000'>${cut}</g></mask>${shape}`;
}

/** Drawings on a square of 24 by 24; they are used as masks, so only what is opaque counts. */
const SHAPES: Readonly<Record<string, string>> = {
  success: cutOut(DISC, "<path d='m7.3 12.2 3.2 3.2 6.4-6.4'/>"),
  success_no_circle: "<path stroke='#000' stroke-width='2' d='m3.6 12.2 5.4 5.3L20.4 6'/>",
  info: cutOut(DISC, "<path d='M12 10.2v6.8'/><circle cx='12' cy='7.8' r='.3'/>"),
  warn: cutOut(DISC, "<path d='M12 6.2v7.6'/><circle cx='12' cy='16.7' r='.3'/>"),
  waiting: cutOut(DISC, "<path d='M12 6v6.2l4 4'/>"),
  cancel: `${RING}<path stroke='#000' stroke-width='1.2' d='m8.4 8.4 7.2 7.2m0-7.2-7.2 7.2'/>`,
  download: `${cutOut(BOX, "<path d='M12 7v6.6m-2.6-2.6 2.6 2.6 2.6-2.6'/>")}<path stroke='#000' stroke-linecap='butt' d='M12 2v5'/>`,
  search:
    "<circle cx='11' cy='11' r='6.4' stroke='#000' stroke-width='1.3'/><path stroke='#000' stroke-width='1.3' d='m15.6 15.6 4.5 4.5'/>",
  clear: cutOut(DISC, "<path d='m8.6 8.6 6.8 6.8m0-6.8-6.8 6.8'/>"),
};

const V1_COLORS: Readonly<Record<string, string>> = {
  success: "#09bb07",
  success_no_circle: "#09bb07",
  info: "#10aeff",
  warn: "#f76260",
  waiting: "#10aeff",
  cancel: "#f43530",
  download: "#09bb07",
  search: "#b2b2b2",
  clear: "#b2b2b2",
};

const V2_COLORS: Readonly<Record<string, string>> = {
  success: "var(--weui-BRAND)",
  success_no_circle: "var(--weui-BRAND)",
  info: "var(--weui-BLUE)",
  warn: "var(--weui-RED)",
  waiting: "var(--weui-BLUE)",
  cancel: "var(--weui-RED)",
  download: "var(--weui-BRAND)",
  search: "var(--weui-FG-1)",
  clear: "var(--weui-FG-2)",
};

/** Returns the style of icon, in the old look or that of app.json's `style: "v2"`. */
export function iconStyle(isStyleV2: boolean): string {
  const colors = isStyleV2 ? V2_COLORS : V1_COLORS;
  const types = Object.entries(SHAPES).map(
    ([type, shape]) =>
      `wx-icon[type="${type}"] > .wx-icon-shape { --wx-icon: url("${svg(shape)}"); background-color: ${colors[type]}; }`,
  );
  return `
wx-icon { display: inline-block; vertical-align: middle; font-size: 0; }
.wx-icon-shape {
  display: block;
  -webkit-mask: var(--wx-icon, linear-gradient(transparent 0 0)) 50% / 100% no-repeat;
  mask: var(--wx-icon, linear-gradient(transparent 0 0)) 50% / 100% no-repeat;
}
${types.join("\n")}
`;
}

function svg(content: string): string {
  const text = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><g fill='none' stroke-width='1.5' stroke-linecap='round' stroke-linejoin='round'>${content}</g></svg>`;
  return `data:image/svg+xml,${text.replace(/[#<>]/g, encodeURIComponent)}`;
}
