/** Style of the pages that show documents. Paper is white in every theme; what is around it follows the theme. */
export const documentStyle = `
.document { position: absolute; inset: 0; z-index: 5000; display: flex; flex-direction: column; background: var(--weui-BG-0); color: var(--weui-FG-0);
  animation: document-in .3s; }
@keyframes document-in { from { transform: translate(100%, 0); } }

.document-bar { flex: none; display: grid; grid-template-columns: 48px minmax(0, 1fr) 48px; align-items: center; box-sizing: border-box;
  height: calc(44px + env(safe-area-inset-top)); padding-top: env(safe-area-inset-top); background: var(--weui-BG-2); border-bottom: .5px solid var(--weui-FG-3); }
.document-title { grid-column: 2; display: flex; justify-content: center; margin: 0; font-size: 17px; font-weight: 500; line-height: 44px; white-space: pre; }
.document-title span:first-child { overflow: hidden; text-overflow: ellipsis; }
.document-back, .document-more { width: 48px; height: 44px; padding: 0; }
.document-back::before { content: ""; display: block; width: 11px; height: 11px; margin: auto; border: solid currentColor; border-width: 0 0 2px 2px;
  transform: translateX(3px) rotate(45deg); }
.document-more::before { content: ""; display: block; width: 4px; height: 4px; margin: auto; border-radius: 2px; background: currentColor;
  box-shadow: -8px 0 currentColor, 8px 0 currentColor; }

.document-content { flex: 1; min-height: 0; position: relative; display: flex; flex-direction: column; }
.document-scroll { flex: 1; min-height: 0; overflow: auto; overscroll-behavior: contain; touch-action: pan-x pan-y; outline: none; }
.document-waiting { position: absolute; inset: 0; top: calc(44px + env(safe-area-inset-top)); display: flex; flex-direction: column; align-items: center;
  justify-content: center; gap: 16px; color: var(--weui-FG-1); font-size: 14px; }
.document-empty { margin: auto; padding: 24px; color: var(--weui-FG-1); text-align: center; }

.document-tools { flex: none; display: flex; align-items: center; gap: 4px; padding: 4px 8px calc(4px + env(safe-area-inset-bottom)); background: var(--weui-BG-2);
  border-top: .5px solid var(--weui-FG-3); font-size: 14px; font-variant-numeric: tabular-nums; color: var(--weui-FG-1); }
.document-tool { width: 40px; height: 36px; font-size: 22px; line-height: 36px; color: var(--weui-FG-0); border-radius: 8px; }
.document-tool:active { background: var(--weui-BG-1); }
.document-percent { min-width: 48px; text-align: center; }
.document-place { margin-left: auto; padding-right: 8px; }
.document-place:empty { display: none; }

.document-password { position: absolute; inset: 0; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 16px; padding: 24px;
  background: var(--weui-BG-0); }
.document-password-input { width: 100%; max-width: 320px; box-sizing: border-box; padding: 12px; border: 0; border-radius: 8px; background: var(--weui-BG-2);
  color: var(--weui-FG-0); font: inherit; }

.pdf-list { --zoom: 1; display: flex; flex-direction: column; gap: 12px; padding: 12px; width: max-content; min-width: 100%; box-sizing: border-box; }
.pdf-list, .slide-list { align-items: center; }
.pdf-page { position: relative; flex: none; width: calc(var(--zoom) * min(100cqw - 24px, 900px)); background: #fff; color: #000;
  box-shadow: 0 1px 6px rgba(0,0,0,.2); }
.document-content { container-type: inline-size; }
.pdf-page canvas { display: block; width: 100%; height: 100%; }
.pdf-failure { padding: 24px; text-align: center; }
.pdf-words { position: absolute; inset: 0; overflow: clip; line-height: 1; text-align: initial; transform-origin: 0 0; -webkit-text-size-adjust: none; }
.pdf-words .markedContent { display: contents; }
.pdf-words span, .pdf-words br { position: absolute; transform-origin: 0 0; color: transparent; white-space: pre; cursor: text; }
.pdf-words span { font-size: calc(var(--total-scale-factor) * var(--font-height, 0px)); transform: rotate(var(--rotate, 0deg)) scaleX(var(--scale-x, 1)); }
.pdf-words ::selection { background: rgba(0, 100, 255, .3); color: transparent; }

.word-frame { flex: 1; min-height: 0; width: 100%; border: 0; color-scheme: light; }

.sheet-scroll { background: #fff; color: #000; color-scheme: light; touch-action: auto; }
.sheet { border-collapse: separate; border-spacing: 0; table-layout: fixed; width: 0; font-size: 13px; line-height: 1.4; }
.sheet-number { width: 44px; }
.sheet td { height: 20px; padding: 3px 6px; border: solid #e1e3e6; border-width: 0 1px 1px 0; overflow: hidden; text-overflow: ellipsis; white-space: pre; }
.sheet .sheet-value { text-align: right; font-variant-numeric: tabular-nums; }
.sheet th { position: sticky; z-index: 1; padding: 3px 4px; background: #f3f4f6; color: #6b7280; font-size: 12px; font-weight: 400; text-align: center;
  border: solid #d5d8dc; border-width: 0 1px 1px 0; }
.sheet thead th { top: 0; z-index: 2; }
.sheet tbody th, .sheet .sheet-corner { left: 0; }
.sheet .sheet-corner { z-index: 3; }
.sheet-end { height: 1px; }
.sheet-tabs { flex: none; display: flex; overflow-x: auto; padding: 0 8px env(safe-area-inset-bottom); background: var(--weui-BG-2); border-top: .5px solid var(--weui-FG-3); }
.sheet-tab { flex: none; max-width: 60%; padding: 10px 16px; font-size: 14px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--weui-FG-1);
  border-top: 2px solid transparent; }
.sheet-tab[aria-selected="true"] { color: var(--weui-BRAND); border-color: var(--weui-BRAND); font-weight: 500; }

.slide-list { display: flex; flex-direction: column; gap: 12px; padding: 12px; }
.slide { position: relative; box-sizing: border-box; width: 100%; max-width: 900px; min-height: min(56cqw, 480px); padding: 24px 20px 32px; background: #fff; color: #1a1a1a;
  color-scheme: light; box-shadow: 0 1px 6px rgba(0,0,0,.2); overflow-wrap: anywhere; }
.slide h2 { margin: 0 0 12px; font-size: 22px; line-height: 1.3; white-space: pre-wrap; }
.slide-text { margin-bottom: 12px; }
.slide p { margin: 0 0 6px; white-space: pre-wrap; font-size: clamp(13px, var(--points, 26) * .62px, 26px); line-height: 1.4; }
.slide .slide-item { position: relative; padding-left: calc(var(--level) * 18px); }
.slide .slide-item::before { content: "•"; position: absolute; left: calc(var(--level) * 18px - 14px); }
.slide .slide-empty { color: #8a8f98; text-align: center; padding: 24px 0; }
.slide img { display: block; max-width: 100%; max-height: 70vh; margin: 0 auto 12px; }
.slide-table { overflow-x: auto; margin-bottom: 12px; }
.slide-table td { padding: 4px 10px; border: 1px solid #d5d8dc; white-space: pre-wrap; font-size: 14px; }
.slide-number { position: absolute; right: 12px; bottom: 8px; color: #8a8f98; font-size: 12px; }
`;
