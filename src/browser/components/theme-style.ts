/**
 * Colours of the light and the dark theme: WeUI's under WeUI's names, the others under `--wx-`. The theme is the attribute `data-theme`
 * of the shadow host that the style is in, or of the root element without one. Rules name colours by variable only: a selector for the
 * dark theme would be stronger than the classes of an app.
 */
export const themeStyle: string = `
:host, :root {
  color-scheme: light;
  --weui-FG-0: rgba(0, 0, 0, 0.9);
  --weui-FG-1: rgba(0, 0, 0, 0.55);
  --weui-FG-2: rgba(0, 0, 0, 0.3);
  --weui-FG-4: rgba(0, 0, 0, 0.15);
  --weui-FG-5: rgba(0, 0, 0, 0.05);
  --weui-BLUE: #10aeff;
  --weui-BRAND: #07c160;
  --weui-RED: #fa5151;
  --weui-TEXTGREEN: #06ae56;
  --weui-BTN-ACTIVE-MASK: rgba(0, 0, 0, 0.2);
  --wx-text: #000;
  --wx-button: #f8f8f8;
  --wx-button-text: #000;
  --wx-button-pressed: #dedede;
  --wx-button-line: rgba(0, 0, 0, 0.2);
  --wx-button-plain: #353535;
  --wx-button-disabled: #f7f7f7;
  --wx-button-primary-disabled: #9ed99d;
  --wx-button-warn-disabled: #ec8b89;
  --wx-button-v2: #f2f2f2;
  --wx-track: #ebebeb;
  --wx-audio: #fcfcfc;
}
:host([data-theme="dark"]), :root[data-theme="dark"] {
  color-scheme: dark;
  --weui-FG-0: rgba(255, 255, 255, 0.8);
  --weui-FG-1: rgba(255, 255, 255, 0.5);
  --weui-FG-2: rgba(255, 255, 255, 0.3);
  --weui-FG-4: rgba(255, 255, 255, 0.15);
  --weui-FG-5: rgba(255, 255, 255, 0.1);
  --weui-TEXTGREEN: #259c5c;
  --weui-BTN-ACTIVE-MASK: rgba(255, 255, 255, 0.2);
  --wx-text: var(--weui-FG-0);
  --wx-button: rgba(255, 255, 255, 0.1);
  --wx-button-text: var(--weui-FG-0);
  --wx-button-pressed: rgba(255, 255, 255, 0.2);
  --wx-button-line: rgba(255, 255, 255, 0.1);
  --wx-button-plain: var(--weui-FG-0);
  --wx-button-disabled: rgba(255, 255, 255, 0.05);
  --wx-button-primary-disabled: rgba(26, 173, 25, 0.4);
  --wx-button-warn-disabled: rgba(230, 67, 64, 0.4);
  --wx-button-v2: rgba(255, 255, 255, 0.1);
  --wx-track: rgba(255, 255, 255, 0.1);
  --wx-audio: rgba(255, 255, 255, 0.05);
}
`;
