import { SCOPES, type ConsentSettings, type Scope } from "../../core/ports/index.ts";
import halfScreenStyle from "weui/dist/style/widget/weui-tips/weui-half-screen-dialog.min.css?inline";
import cellStyle from "weui/dist/style/widget/weui-cell/weui-cell.min.css?inline";
import { showDialog } from "./dialog.ts";
import { button, element } from "./element.ts";
import type { Overlay } from "./overlay.ts";

interface ConsentTexts {
  asks: string;
  uses: { readonly [Name in Scope]: string };
  names: { readonly [Name in Scope]: string };
  allow: string;
  refuse: string;
  settings: string;
  allowed: string;
  back: string;
  none: string;
}

const chinese: ConsentTexts = {
  asks: "小程序申请",
  uses: {
    "scope.camera": "使用你的摄像头",
    "scope.record": "使用你的麦克风",
    "scope.writePhotosAlbum": "保存图片或视频到你的相册",
  },
  names: { "scope.camera": "摄像头", "scope.record": "麦克风", "scope.writePhotosAlbum": "添加到相册" },
  allow: "允许",
  refuse: "拒绝",
  settings: "设置",
  allowed: "允许小程序使用",
  back: "返回",
  none: "小程序还没有申请过权限",
};

const english: ConsentTexts = {
  asks: "This mini program asks to",
  uses: {
    "scope.camera": "use your camera",
    "scope.record": "use your microphone",
    "scope.writePhotosAlbum": "save pictures and videos to your album",
  },
  names: { "scope.camera": "Camera", "scope.record": "Microphone", "scope.writePhotosAlbum": "Add to Album" },
  allow: "Allow",
  refuse: "Reject",
  settings: "Settings",
  allowed: "Allow this mini program to use",
  back: "Back",
  none: "The mini program has not asked for anything yet",
};

const style = `${halfScreenStyle}${cellStyle}
.weui-half-screen-dialog { transform: none; animation: slide-in .3s; min-height: 0; padding-bottom: calc(24px + env(safe-area-inset-bottom)); }
.consent-use { font-size: 20px; font-weight: 500; padding: 8px 0 24px; }
.consent-buttons { display: flex; justify-content: center; gap: 16px; }
.consent-buttons > .weui-btn.weui-btn { margin: 0; width: 120px; min-width: 0; }
.settings { position: absolute; inset: 0; z-index: 5000; background: var(--weui-BG-0); animation: slide-in .3s; overflow-y: auto; }
.settings-bar { position: relative; display: flex; align-items: center; justify-content: center; min-height: 44px; padding-top: env(safe-area-inset-top); }
.settings-bar h1 { font-size: 17px; font-weight: 500; }
.settings-back { position: absolute; left: 0; bottom: 0; width: 44px; height: 44px; }
.settings-back::before { content: ""; display: inline-block; width: 10px; height: 10px; border: solid currentColor; border-width: 0 0 2px 2px;
  transform: translate(3px, 0) rotate(45deg); }
.settings-none { padding: 48px 32px; text-align: center; color: var(--weui-FG-1); }`;

/** Asks whether the app may; Escape and a tap beside refuse. */
export function askConsent(overlay: Overlay, scope: Scope, language: string): Promise<boolean> {
  const texts = textsOf(language);
  return showDialog<boolean>(overlay, {
    label: `${texts.asks} ${texts.uses[scope]}`,
    dismissal: false,
    fill(dialog, answer) {
      const refuse = button("weui-btn weui-btn_default", texts.refuse, () => answer(false));
      const allow = button("weui-btn weui-btn_primary", texts.allow, () => answer(true));
      const box = element(
        "div",
        "weui-half-screen-dialog",
        element("div", "weui-half-screen-dialog__hd", element("span", "", texts.asks)),
        element("div", "consent-use", texts.uses[scope]),
        element("div", "consent-buttons", refuse, allow),
      );
      dialog.append(element("style", "", style), box);
    },
  });
}

/** Shows what was decided so far as switches, and resolves with what holds when the person goes back. */
export function openConsentSettings(
  overlay: Overlay,
  settings: ConsentSettings,
  language: string,
): Promise<ConsentSettings> {
  const texts = textsOf(language);
  const changed: ConsentSettings = { ...settings };
  return showDialog<ConsentSettings>(overlay, {
    label: texts.settings,
    dismissal: changed,
    fill(dialog, answer) {
      const back = button("settings-back", "", () => answer(changed));
      back.ariaLabel = texts.back;
      const rows = SCOPES.filter((scope) => settings[scope] !== undefined).map((scope) =>
        drawRow(scope, changed, texts),
      );
      const list =
        rows.length === 0
          ? element("p", "settings-none", texts.none)
          : element(
              "div",
              "",
              element("div", "weui-cells__title", texts.allowed),
              element("div", "weui-cells", ...rows),
            );
      const bar = element("header", "settings-bar", back, element("h1", "", texts.settings));
      dialog.append(element("style", "", style), element("div", "settings", bar, list));
    },
  });
}

function drawRow(scope: Scope, changed: ConsentSettings, texts: ConsentTexts): HTMLElement {
  const toggle = element("input", "weui-switch");
  toggle.type = "checkbox";
  toggle.checked = changed[scope] === true;
  toggle.addEventListener("change", () => (changed[scope] = toggle.checked));
  return element(
    "label",
    "weui-cell weui-cell_switch",
    element("span", "weui-cell__bd", texts.names[scope]),
    element("span", "weui-cell__ft", toggle),
  );
}

function textsOf(language: string): ConsentTexts {
  return /^zh\b/i.test(language) ? chinese : english;
}
