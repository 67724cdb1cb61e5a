/** Style of the pages that edit pictures, which are dark in every theme. */
export const editorStyle: string = `
.image-editor { position: absolute; inset: 0; z-index: 5000; display: flex; flex-direction: column; background: #000; color: #fff; animation: slide-in .3s;
  user-select: none; -webkit-user-select: none; -webkit-touch-callout: none; padding-top: env(safe-area-inset-top); box-sizing: border-box; }
.image-editor button:focus-visible { outline-color: #fff; }
.image-editor-bar { position: relative; flex: none; display: flex; align-items: center; justify-content: space-between; padding: 12px 16px calc(12px + env(safe-area-inset-bottom));
  background: #191919; }
.image-editor-bar .weui-btn { margin: 0; }
.image-editor-cancel { padding: 8px 0; font-size: 17px; }
.image-editor-edit { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.image-editor-stage { position: relative; flex: 1; min-height: 0; overflow: hidden; touch-action: none; }
.image-editor-stage > .image-editor-picture { position: absolute; max-width: none; }
.image-editor-frame { position: absolute; outline: 1px solid #fff; box-shadow: 0 0 0 200vmax rgba(0, 0, 0, .6); pointer-events: none; }
.image-editor-frame, .image-editor-edit[data-tool="crop"] .image-editor-crop { --line: rgba(255, 255, 255, .4);
  background: linear-gradient(90deg, transparent calc(100%/3 - .5px), var(--line) 0 calc(100%/3 + .5px), transparent 0 calc(200%/3 - .5px), var(--line) 0 calc(200%/3 + .5px), transparent 0),
    linear-gradient(transparent calc(100%/3 - .5px), var(--line) 0 calc(100%/3 + .5px), transparent 0 calc(200%/3 - .5px), var(--line) 0 calc(200%/3 + .5px), transparent 0); }
.image-editor-sheet { position: absolute; left: 50%; top: 50%; }
.image-editor-sheet > .image-editor-picture, .image-editor-drawing { position: absolute; inset: 0; width: 100%; height: 100%; }
.image-editor-drawing { fill: none; stroke-linecap: round; stroke-linejoin: round; overflow: hidden; pointer-events: none; }
.image-editor-edit[data-tool="draw"] .image-editor-drawing { pointer-events: auto; cursor: crosshair; }
.image-editor-crop { position: absolute; box-shadow: 0 0 0 200vmax #000; pointer-events: none; }
.image-editor-edit[data-tool="crop"] .image-editor-crop { box-shadow: 0 0 0 200vmax rgba(0, 0, 0, .6); outline: 1px solid #fff; pointer-events: auto; cursor: move; }
.image-editor-corner { position: absolute; width: 44px; height: 44px; margin: -22px; visibility: hidden; cursor: pointer; }
.image-editor-edit[data-tool="crop"] .image-editor-corner { visibility: visible; }
.image-editor-corner::before { content: ""; position: absolute; width: 18px; height: 18px; border: solid #fff; border-width: 0; }
.image-editor-corner-0 { left: 0; top: 0; }
.image-editor-corner-0::before { left: 20px; top: 20px; border-width: 3px 0 0 3px; }
.image-editor-corner-1 { right: 0; top: 0; }
.image-editor-corner-1::before { right: 20px; top: 20px; border-width: 3px 3px 0 0; }
.image-editor-corner-2 { left: 0; bottom: 0; }
.image-editor-corner-2::before { left: 20px; bottom: 20px; border-width: 0 0 3px 3px; }
.image-editor-corner-3 { right: 0; bottom: 0; }
.image-editor-corner-3::before { right: 20px; bottom: 20px; border-width: 0 3px 3px 0; }
.image-editor-tools, .image-editor-palette { position: relative; flex: none; display: flex; align-items: center; justify-content: space-around; padding: 4px 16px; background: #191919; }
.image-editor-palette { visibility: hidden; background: none; }
.image-editor-edit[data-tool="draw"] .image-editor-palette { visibility: visible; }
.image-editor-tool { padding: 8px 12px; font-size: 15px; }
.image-editor-tool[aria-pressed="true"] { color: var(--weui-BRAND); }
.image-editor-tool:disabled { opacity: .4; cursor: default; }
.image-editor-colour { width: 36px; height: 36px; padding: 7px; }
.image-editor-colour::before { content: ""; display: block; width: 18px; height: 18px; border: 2px solid #fff; border-radius: 50%; background: var(--colour); }
.image-editor-colour[aria-pressed="true"]::before { transform: scale(1.35); }
`;
