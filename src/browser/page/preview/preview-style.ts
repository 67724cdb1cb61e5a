import viewerStyle from "photoswipe/style.css?inline";

/** Style of a preview, which is black in every theme. */
export const previewStyle: string = `${viewerStyle}
.preview-root dialog { position: fixed; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none; padding: 0; border: 0;
  background: none; overflow: hidden; outline: 0; z-index: 10000; }
.preview-root dialog::backdrop { background: none; }
.preview-root .pswp { --pswp-bg: #000; outline: 0; user-select: none; -webkit-touch-callout: none;
  font: 16px/1.6 system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
.preview-root .pswp__img { object-fit: contain; }
.preview-root .pswp__error-msg { font-size: 15px; line-height: 1.6; color: rgba(255, 255, 255, .5); text-decoration: none; }
.preview-root .pswp__error-msg::before { content: ""; display: block; width: 48px; height: 48px; margin: 0 auto 12px; border-radius: 6px;
  border: 2px solid currentColor; background: linear-gradient(to top right, transparent 48.5%, currentColor 48.5% 51.5%, transparent 51.5%); }
.preview-index { position: absolute; inset: calc(12px + env(safe-area-inset-top)) 0 auto; text-align: center; color: #fff; font-size: 15px;
  text-shadow: 0 0 3px rgba(0, 0, 0, .6); pointer-events: none; }
.preview-close { position: absolute; left: 8px; top: calc(4px + env(safe-area-inset-top)); width: 44px; height: 44px; border: 0; padding: 0;
  background: none; color: #fff; cursor: pointer; }
.preview-close::before, .preview-close::after { content: ""; position: absolute; left: 12px; top: 21px; width: 20px; height: 2px;
  background: currentColor; box-shadow: 0 0 3px rgba(0, 0, 0, .4); transform: rotate(45deg); }
.preview-close::after { transform: rotate(-45deg); }
.preview-close[hidden] { display: none; }
.preview-close:focus-visible { outline: 2px solid #fff; outline-offset: -6px; }
.preview-video { display: flex; width: 100%; height: 100%; }
.preview-video video { width: 100%; height: 100%; object-fit: contain; }
`;
