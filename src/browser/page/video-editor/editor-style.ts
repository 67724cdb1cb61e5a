/** Style of the editor of videos, which is dark in every theme. */
export const editorStyle: string = `
.video-editor { position: absolute; inset: 0; z-index: 5000; display: flex; flex-direction: column; background: #000; color: #fff;
  animation: slide-in .3s; user-select: none; }
.video-editor button:focus-visible, .video-editor-handle:focus-visible { outline: 2px solid #fff; }
.video-editor-picture { flex: 1; min-height: 0; width: 100%; object-fit: contain; padding-top: env(safe-area-inset-top); }
.video-editor-choice { flex: none; display: flex; align-items: center; gap: 20px; padding: 12px 28px 12px 12px; }
.video-editor-play { flex: none; position: relative; width: 44px; height: 44px; }
.video-editor-play::before { content: ""; position: absolute; inset: 14px 14px 14px 16px; background: currentColor;
  clip-path: polygon(0 0, 100% 50%, 0 100%); }
.video-editor-playing::before { inset: 14px 15px; clip-path: polygon(0 0, 35% 0, 35% 100%, 65% 100%, 65% 0, 100% 0, 100% 100%, 0 100%); }
.video-editor-bar { position: relative; flex: 1; height: 48px; border-radius: 4px; background: rgba(255, 255, 255, .2); direction: ltr;
  touch-action: none; }
.video-editor-part { position: absolute; inset: 0 auto; border: solid var(--weui-BRAND); border-width: 3px 0; box-sizing: border-box;
  background: rgba(255, 255, 255, .25); }
.video-editor-now { position: absolute; inset: 3px auto; width: 2px; margin-left: -1px; background: #fff; }
.video-editor-handle { position: absolute; inset: 0 auto; width: 16px; background: var(--weui-BRAND); cursor: ew-resize; touch-action: none; }
.video-editor-handle::before { content: ""; position: absolute; inset: 16px 7px; background: #fff; border-radius: 1px; }
.video-editor-handle::after { content: ""; position: absolute; inset: -8px -14px; }
.video-editor-start { margin-left: -16px; border-radius: 4px 0 0 4px; }
.video-editor-start::after { right: 0; }
.video-editor-end { border-radius: 0 4px 4px 0; }
.video-editor-end::after { left: 0; }
.video-editor-buttons { flex: none; display: flex; align-items: center; justify-content: space-between; gap: 12px;
  padding: 8px 24px calc(24px + env(safe-area-inset-bottom)); font-size: 17px; }
.video-editor-buttons .weui-btn { margin: 0; }
.video-editor-cancel { padding: 8px 0; }
.video-editor-working { position: absolute; inset: 0; display: flex; flex-direction: column; gap: 12px; align-items: center; justify-content: center;
  pointer-events: none; }
.video-editor-working .weui-primary-loading { font-size: 32px; color: #fff; }
.video-editor-busy .video-editor-picture { opacity: .4; }
.video-editor-busy .video-editor-choice, .video-editor-busy .weui-btn { visibility: hidden; }
`;
