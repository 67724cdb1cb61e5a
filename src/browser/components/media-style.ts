const shape = (path: string): string =>
  `url("data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${path}"/></svg>`)}")`;

const PLAY = shape("M8 5v14l11-7z");
const PAUSE = shape("M7 5h3.5v14H7zM13.5 5H17v14h-3.5z");
const SOUND = shape("M4 9v6h4l5 5V4L8 9zM15 8a5 5 0 0 1 0 8zM15 4.5a8 8 0 0 1 0 15v-2a6 6 0 0 0 0-11z");
const MUTED = shape(
  "M4 9v6h4l5 5V4L8 9zM15.3 9.7l1.4-1.4 2.3 2.3 2.3-2.3 1.4 1.4L20.4 12l2.3 2.3-1.4 1.4-2.3-2.3-2.3 2.3-1.4-1.4 2.3-2.3z",
);
const GROW = shape("M5 5h6v2H7v4H5zM13 5h6v6h-2V7h-4zM5 13h2v4h4v2H5zM17 13h2v6h-6v-2h4z");
const SHRINK = shape("M9 5h2v6H5V9h4zM13 5h2v4h4v2h-6zM5 13h6v6H9v-4H5zM13 13h6v2h-4v4h-2z");

const AUDIO = `
wx-audio { display: inline-block; max-width: 100%; vertical-align: bottom; line-height: 1.4; }
wx-audio:where(:not([controls])) { display: none; }
.wx-audio-bar {
  position: relative;
  display: flex;
  box-sizing: border-box;
  width: 300px;
  max-width: 100%;
  height: 66px;
  overflow: hidden;
  border: 1px solid var(--weui-FG-4);
  border-radius: 4px;
  background: var(--wx-audio);
}
.wx-audio-cover { position: absolute; left: 0; top: 0; width: 64px; height: 64px; object-fit: cover; }
.wx-audio-button {
  position: relative;
  flex: none;
  width: 64px;
  height: 64px;
  padding: 0;
  border: 0;
  color: #fff;
  background: rgba(0, 0, 0, 0.25);
  cursor: pointer;
}
.wx-audio-button::before {
  content: "";
  position: absolute;
  inset: 16px;
  border-radius: 50%;
  background: rgba(0, 0, 0, 0.35);
  box-shadow: 0 0 0 1.5px #fff;
}
.wx-audio-button::after { content: ""; position: absolute; inset: 21px; background: currentColor; mask: ${PLAY} center / contain no-repeat; }
.wx-audio-playing > .wx-audio-button::after { mask-image: ${PAUSE}; }
.wx-audio-text { flex: 1; min-width: 0; align-self: center; padding: 0 4px 0 12px; }
.wx-audio-name, .wx-audio-author { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.wx-audio-name { font-size: 14px; color: var(--weui-FG-0); }
.wx-audio-author { margin-top: 4px; font-size: 12px; color: var(--weui-FG-1); }
.wx-audio-time { padding: 11px 12px 0 0; font-size: 12px; line-height: 20px; font-variant-numeric: tabular-nums; color: var(--weui-FG-1); }
`;

const VIDEO = `
wx-video { position: relative; display: inline-block; width: 300px; height: 225px; overflow: hidden; background: #000; vertical-align: bottom; line-height: 0; }
.wx-video-media { position: absolute; inset: 0; width: 100%; height: 100%; }
.wx-video-danmu, .wx-video-content, .wx-video-surface { position: absolute; inset: 0; overflow: hidden; }
.wx-video-danmu, .wx-video-content { pointer-events: none; }
.wx-video-content { line-height: normal; }
.wx-video-content > * { pointer-events: auto; }
.wx-video-danmu-text { position: absolute; font-size: 16px; line-height: 1.5; white-space: nowrap; text-shadow: 0 0 2px #000; }
.wx-video-bar {
  position: absolute;
  inset: auto 0 0;
  display: flex;
  align-items: center;
  height: 44px;
  padding: 0 4px;
  color: #fff;
  background: linear-gradient(transparent, rgba(0, 0, 0, 0.5));
}
.wx-video-title {
  position: absolute;
  inset: 0 0 auto;
  padding: 14px 16px;
  font-size: 16px;
  line-height: 1.4;
  color: #fff;
  background: linear-gradient(rgba(0, 0, 0, 0.5), transparent);
}
.wx-video-button { position: relative; flex: none; width: 36px; height: 40px; padding: 0; border: 0; color: inherit; background: none; cursor: pointer; }
.wx-video-button::after { content: ""; position: absolute; inset: 8px 6px; }
.wx-video-danmu-button { font-size: 14px; opacity: 0.5; }
.wx-video-danmu-button::after { border: 1px solid; border-radius: 3px; }
.wx-video-on { opacity: 1; }
.wx-video-time { flex: none; min-width: 38px; font-size: 12px; line-height: 1; text-align: center; font-variant-numeric: tabular-nums; }
.wx-video-track { position: relative; flex: 1; height: 40px; margin: 0 6px; cursor: pointer; touch-action: none; }
.wx-video-track::before { content: ""; }
.wx-video-track::before, .wx-video-buffered { position: absolute; left: 0; top: 19px; width: 100%; height: 2px; border-radius: 1px; background: rgba(255, 255, 255, 0.35); }
.wx-video-track > .wx-video-played { position: absolute; left: 0; top: 19px; height: 2px; }
.wx-video-played { height: 100%; background: var(--weui-BRAND); }
.wx-video-track > .wx-video-played::after { content: ""; position: absolute; right: -6px; top: -5px; width: 12px; height: 12px; border-radius: 50%; background: #fff; }
.wx-video-edge { position: absolute; inset: auto 0 0; height: 2px; background: rgba(255, 255, 255, 0.35); pointer-events: none; }
.wx-video-center { position: absolute; left: 50%; top: 50%; width: 56px; height: 56px; margin: -28px; padding: 0; border: 0; border-radius: 50%; color: #fff; background: rgba(0, 0, 0, 0.5); cursor: pointer; }
.wx-video-center::after { content: ""; position: absolute; inset: 12px; }
.wx-video-center[data-icon]::after, .wx-video-button[data-icon]::after { background: currentColor; mask: ${PLAY} center / contain no-repeat; }
.wx-video-center[data-icon="pause"]::after, .wx-video-button[data-icon="pause"]::after { mask-image: ${PAUSE}; }
.wx-video-button[data-icon="sound"]::after { mask-image: ${SOUND}; }
.wx-video-button[data-icon="muted"]::after { mask-image: ${MUTED}; }
.wx-video-button[data-icon="grow"]::after { mask-image: ${GROW}; }
.wx-video-button[data-icon="shrink"]::after { mask-image: ${SHRINK}; }
`;

const CAMERA = `
wx-camera { position: relative; display: block; width: 100%; height: 300px; overflow: hidden; background: #000; line-height: 0; }
.wx-camera-picture { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
.wx-camera-mirrored { transform: scaleX(-1); }
.wx-camera-content { position: absolute; inset: 0; overflow: hidden; line-height: normal; pointer-events: none; }
.wx-camera-content > * { pointer-events: auto; }
`;

/** Style of audio, video and camera. */
export const mediaStyle: string = AUDIO + VIDEO + CAMERA;
