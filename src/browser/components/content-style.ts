/** CSS of the modes that place or scale the picture inside the element, by mode. */
const MODES: Readonly<Record<string, string>> = {
  aspectFit: "object-fit: contain",
  aspectFill: "object-fit: cover",
  ...Object.fromEntries(
    ["top", "bottom", "center", "left", "right", "top left", "top right", "bottom left", "bottom right"].map(
      (place) => [place, `object-fit: none; object-position: ${place}`],
    ),
  ),
};

const IMAGE = `
wx-image { display: inline-block; width: 320px; height: 240px; overflow: hidden; }
.wx-image-picture { display: block; width: 100%; height: 100%; pointer-events: none; }
${Object.entries(MODES)
  .map(([mode, css]) => `wx-image[mode="${mode}"] > .wx-image-picture { ${css}; }`)
  .join("\n")}
/* These two follow the picture even against the size that the app gives, once there is one. */
wx-image[mode="widthFix"]:has(> .wx-image-picture) { height: auto !important; }
wx-image[mode="widthFix"] > .wx-image-picture { height: auto; }
wx-image[mode="heightFix"]:has(> .wx-image-picture) { width: fit-content !important; }
wx-image[mode="heightFix"] > .wx-image-picture { width: auto; }
wx-image[show-menu-by-longpress] > .wx-image-picture { pointer-events: auto; -webkit-touch-callout: default; }
`;

const PROGRESS = `
wx-progress { display: flex; align-items: center; width: 100%; }
.wx-progress-bar { flex: 1; overflow: hidden; background-color: var(--wx-track); }
.wx-progress-value { height: 100%; }
.wx-progress-info { min-width: 2em; margin-left: 15px; }
`;

/** Style of image and progress. */
export const contentStyle: string = IMAGE + PROGRESS;
