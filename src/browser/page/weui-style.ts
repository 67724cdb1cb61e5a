import icon from "weui/dist/style/icon/weui-icon.min.css?inline";
import base from "weui/dist/style/base/base.min.css?inline";
import button from "weui/dist/style/widget/weui-button/weui-button.min.css?inline";
import switchStyle from "weui/dist/style/widget/weui-cell/weui-switch.min.css?inline";
import loading from "weui/dist/style/widget/weui-loading/weui-loading.min.css?inline";
import actionSheet from "weui/dist/style/widget/weui-tips/weui-actionsheet.min.css?inline";
import dialog from "weui/dist/style/widget/weui-tips/weui-dialog.min.css?inline";
import mask from "weui/dist/style/widget/weui-tips/weui-mask.min.css?inline";
import toast from "weui/dist/style/widget/weui-tips/weui-toast.min.css?inline";

// What WeUI leaves to the page, and what the platform does otherwise.
const own = `
:host { position: fixed; inset: 0; z-index: 10000; pointer-events: none; }
.wx-root { font: 16px/1.6 system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: var(--weui-FG-0);
  text-align: start; color-scheme: light dark; -webkit-text-size-adjust: 100%; }
.wx-root[data-weui-theme="light"] { color-scheme: light; }
.wx-root[data-weui-theme="dark"] { color-scheme: dark; }
button { appearance: none; border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }
button:focus-visible, .weui-switch:focus-visible { outline: 2px solid var(--weui-BRAND); outline-offset: -2px; }

.weui-mask_transparent { pointer-events: auto; z-index: 5400; }
.weui-toast:not(.weui-toast_text) .weui-toast__content { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 7em; }
.weui-toast_text .weui-toast__content { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.weui-toast__content:empty { display: none; }
.toast-image { object-fit: contain; }

dialog { position: fixed; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none; border: 0; background: none; color: inherit;
  overflow: hidden; pointer-events: auto; }
dialog::backdrop { background: none; }
dialog .weui-mask { animation: appear .2s; }
.weui-dialog { animation: appear .2s; max-height: 90%; max-width: 320px; margin: 0 auto; }
.weui-dialog__bd { white-space: pre-wrap; overflow-wrap: anywhere; }
.weui-dialog__btn { width: 100%; font-size: 17px; line-height: 1.41176471; padding: 20px 8px; font-weight: 500; }
.dialog-input { width: 100%; box-sizing: border-box; padding: 10px 12px; border: 0; border-radius: 8px; background: var(--weui-BG-0); color: var(--weui-FG-0);
  font: inherit; text-align: start; }
.weui-actionsheet { transform: none; animation: slide-in .3s; max-height: 90%; overflow-y: auto; }
.weui-actionsheet__cell { display: block; width: 100%; padding: 16px; }

.choice { position: absolute; inset: 0; z-index: 5000; display: flex; flex-direction: column; background: var(--weui-BG-2); animation: slide-in .3s; }
.choice-bar { flex: none; display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 8px 16px; min-height: 40px; }
.choice-bar:last-child { background: var(--weui-BG-1); padding-bottom: calc(8px + env(safe-area-inset-bottom)); }
.choice-bar:first-child { padding-top: calc(8px + env(safe-area-inset-top)); }
.choice-bar .weui-btn { margin: 0; }
.choice-cancel { padding: 8px 0; font-size: 17px; }
.choice-original { display: flex; align-items: center; gap: 8px; }
.choice-grid { flex: 1; min-height: 0; overflow-y: auto; display: grid; grid-template-columns: repeat(auto-fill, minmax(100px, 1fr)); gap: 4px;
  align-content: start; padding: 4px; list-style: none; }
.choice-grid :is(img, video) { display: block; width: 100%; aspect-ratio: 1; object-fit: cover; background: var(--weui-BG-0); }

@keyframes appear { from { opacity: 0; } }
@keyframes slide-in { from { transform: translate(0, 100%); } }
@media (prefers-reduced-motion: reduce) { * { animation-duration: .01s !important; } }
`;

/** Style of everything that lies over the pages. */
export const weuiStyle: string = [base, icon, mask, toast, loading, dialog, actionSheet, button, switchStyle, own].join(
  "\n",
);
