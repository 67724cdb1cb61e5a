const COMMON = `
wx-button {
  position: relative;
  display: block;
  box-sizing: border-box;
  margin-left: auto;
  margin-right: auto;
  overflow: hidden;
  text-align: center;
  text-decoration: none;
  cursor: default;
  -webkit-user-select: none;
  user-select: none;
}
wx-button:where([size="mini"]) { display: inline-block; }
wx-button[size="mini"] { font-size: 13px; line-height: 2.3; padding: 0 1.34em; }
wx-button[loading]::before { margin: -0.2em 0.3em 0 0; }
`;

const V1 = `
wx-button {
  padding: 0 14px;
  border-radius: 5px;
  font-size: 18px;
  line-height: 2.55555556;
  color: var(--wx-button-text);
  background-color: var(--wx-button);
}
wx-button::after {
  content: "";
  position: absolute;
  top: 0;
  left: 0;
  box-sizing: border-box;
  width: 200%;
  height: 200%;
  border: 1px solid var(--wx-button-line);
  border-radius: 10px;
  transform: scale(0.5);
  transform-origin: 0 0;
  pointer-events: none;
}
wx-button[type="primary"] { color: #fff; background-color: #1aad19; }
wx-button[type="warn"] { color: #fff; background-color: #e64340; }
wx-button[disabled] { color: var(--weui-FG-2); background-color: var(--wx-button-disabled); }
wx-button[disabled][type="primary"] { color: rgba(255, 255, 255, 0.6); background-color: var(--wx-button-primary-disabled); }
wx-button[disabled][type="warn"] { color: rgba(255, 255, 255, 0.6); background-color: var(--wx-button-warn-disabled); }
.button-hover { background-color: var(--wx-button-pressed); }
.button-hover[type="primary"] { background-color: #179b16; }
.button-hover[type="warn"] { background-color: #ce3c39; }
wx-button[plain] { color: var(--wx-button-plain); border: 1px solid var(--wx-button-plain); background-color: transparent; }
wx-button[plain][type="primary"] { color: #1aad19; border-color: #1aad19; background-color: transparent; }
wx-button[plain][type="warn"] { color: #e64340; border-color: #e64340; background-color: transparent; }
wx-button[plain][disabled] { color: var(--weui-FG-2); border-color: var(--weui-FG-2); background-color: transparent; }
wx-button[plain]::after { border-width: 0; }
.button-hover[plain] { opacity: 0.6; }
`;

const V2 = `
wx-button {
  padding: 8px 24px;
  border-radius: 4px;
  font-size: 17px;
  font-weight: 700;
  line-height: 1.41176471;
  color: var(--weui-TEXTGREEN);
  background-color: var(--wx-button-v2);
}
wx-button:not([size="mini"]) { width: 184px; }
wx-button[type="primary"] { color: #fff; background-color: var(--weui-BRAND); }
wx-button[type="warn"] { color: var(--weui-RED); background-color: var(--wx-button-v2); }
wx-button[disabled], wx-button[disabled][type] { color: var(--weui-FG-4); background-color: var(--weui-FG-5); }
.button-hover { background-image: linear-gradient(var(--weui-BTN-ACTIVE-MASK) 0 0); }
wx-button[plain] { color: var(--weui-FG-0); border: 1px solid; background-color: transparent; }
wx-button[plain][type="primary"] { color: var(--weui-BRAND); background-color: transparent; }
wx-button[plain][type="warn"] { color: var(--weui-RED); background-color: transparent; }
wx-button[plain][disabled], wx-button[plain][disabled][type] { color: var(--weui-FG-4); background-color: transparent; }
`;

/** Returns the style of button, in the old look or that of app.json's `style: "v2"`. */
export function buttonStyle(isStyleV2: boolean): string {
  return COMMON + (isStyleV2 ? V2 : V1);
}
