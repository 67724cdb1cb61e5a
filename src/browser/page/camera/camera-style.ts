/** Style of the camera's page, which is dark in every theme. */
export const cameraStyle: string = `
.camera { position: absolute; inset: 0; z-index: 5000; background: #000; color: #fff; animation: slide-in .3s; user-select: none; }
.camera-picture { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
.camera-mirrored { transform: scaleX(-1); }
.camera-bar { position: absolute; inset: auto 0 0; padding: 0 32px calc(48px + env(safe-area-inset-bottom)); display: grid;
  grid-template-columns: 1fr auto 1fr; align-items: center; }
.camera-hint { position: absolute; inset: auto 0 calc(152px + env(safe-area-inset-bottom)); text-align: center; font-size: 14px;
  text-shadow: 0 1px 3px rgba(0, 0, 0, .6); pointer-events: none; }
.camera button:focus-visible { outline-color: #fff; }
.camera-close { justify-self: center; width: 48px; height: 48px; }
.camera-close::before { content: ""; display: inline-block; width: 16px; height: 16px; border: solid currentColor; border-width: 0 2px 2px 0;
  transform: translate(0, -4px) rotate(45deg); }
.camera-turn { position: absolute; right: 12px; top: calc(12px + env(safe-area-inset-top)); width: 48px; height: 48px; padding: 10px; }
.camera-turn svg { display: block; width: 28px; height: 28px; }
.camera-shutter { position: relative; width: 80px; height: 80px; border-radius: 50%; background: rgba(255, 255, 255, .45); touch-action: none;
  -webkit-touch-callout: none; }
.camera-shutter::before { content: ""; position: absolute; inset: 12px; border-radius: 50%; background: #fff; transition: inset .2s, border-radius .2s; }
.camera-shutter svg { position: absolute; inset: 0; width: 100%; height: 100%; transform: rotate(-90deg); visibility: hidden; }
.camera-shutter circle { fill: none; stroke: var(--weui-BRAND); stroke-width: 6; stroke-dasharray: 100; stroke-dashoffset: 100; }
.camera-recording .camera-shutter::before { inset: 28px; border-radius: 6px; }
.camera-recording .camera-shutter svg { visibility: visible; }
.camera-recording .camera-shutter circle { animation: camera-time linear forwards; }
.camera-recording :is(.camera-close, .camera-turn, .camera-hint) { visibility: hidden; }
.camera-review { position: absolute; inset: auto 0 0; display: flex; justify-content: space-between; align-items: center;
  padding: 16px 24px calc(24px + env(safe-area-inset-bottom)); background: linear-gradient(transparent, rgba(0, 0, 0, .6)); }
.camera-retake { padding: 8px 16px; font-size: 17px; }
.camera-review .weui-btn { margin: 0; }
@keyframes camera-time { to { stroke-dashoffset: 0; } }
`;
