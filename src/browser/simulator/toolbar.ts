import { DEVICES, type SimulatedDevice } from "./devices.ts";
import { element } from "./element.ts";
import type { Labels } from "./labels.ts";

const THEMES = ["system", "light", "dark"] as const;

/** How an app looks; `system` follows the browser. */
export type Theme = (typeof THEMES)[number];

/** What the toolbar starts with and does. */
export interface ToolbarOptions {
  labels: Labels;
  device: SimulatedDevice;
  theme: Theme;
  deviceChosen: (device: SimulatedDevice) => void;
  themeChosen: (theme: Theme) => void;
  reload: () => void;
}

/** The controls above the phone. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #path = element("output", { className: "path" });

  constructor(options: ToolbarOptions) {
    const { labels } = options;
    this.element = element(
      "header",
      { className: "toolbar" },
      element("strong", { className: "brand" }, "minihost"),
      this.#path,
      devicePicker(options),
      themeSwitch(options),
      element("button", { type: "button", onclick: () => options.reload() }, labels.reload),
    );
  }

  /** Shows the current page. */
  setPath(path: string): void {
    this.#path.textContent = path;
    this.#path.title = path;
  }
}

function devicePicker({ labels, device, deviceChosen }: ToolbarOptions): HTMLElement {
  const select = element("select", { ariaLabel: labels.device });
  for (const { name, width, height } of DEVICES) {
    select.append(element("option", { value: name, selected: name === device.name }, `${name} · ${width} × ${height}`));
  }
  select.addEventListener("change", () => {
    const chosen = DEVICES.find(({ name }) => name === select.value);
    if (chosen !== undefined) deviceChosen(chosen);
  });
  return select;
}

function themeSwitch({ labels, theme, themeChosen }: ToolbarOptions): HTMLElement {
  const choices = THEMES.map((value) =>
    element(
      "label",
      {},
      element("input", {
        type: "radio",
        name: "theme",
        value,
        checked: value === theme,
        onchange: () => themeChosen(value),
      }),
      element("span", {}, labels[value]),
    ),
  );
  return element("div", { className: "segments", role: "radiogroup", ariaLabel: labels.theme }, ...choices);
}
