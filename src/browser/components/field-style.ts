/** Style of input and textarea. */
export const fieldStyle: string = `
wx-input { display: block; height: 1.4rem; min-height: 1.4rem; overflow: hidden; cursor: text; }
wx-textarea { display: block; width: 300px; height: 150px; cursor: text; }
wx-textarea[auto-height] { height: auto !important; }
.wx-field {
  position: relative;
  display: grid;
  grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  width: 100%;
  height: 100%;
  overflow: hidden;
}
wx-textarea[auto-height] > .wx-field { grid-template-rows: auto; height: auto; min-height: inherit; }
.wx-field > * { grid-area: 1 / 1; }
.wx-field-control {
  box-sizing: border-box;
  width: 100%;
  height: 100%;
  margin: 0;
  padding: 0;
  border: 0;
  border-radius: 0;
  outline: 0;
  opacity: 1;
  appearance: none;
  resize: none;
  scrollbar-width: none;
  background: none;
  font: inherit;
  letter-spacing: inherit;
  word-spacing: inherit;
  text-align: inherit;
  text-indent: inherit;
  text-transform: inherit;
  color: inherit;
  caret-color: var(--weui-BRAND);
  -webkit-text-fill-color: currentcolor;
  -webkit-user-select: text;
  user-select: text;
}
/* A press on it is one on the component, as on the platform; browsers keep it from a disabled control. */
.wx-field-control:disabled { pointer-events: none; }
wx-textarea .wx-field-control { position: absolute; inset: 0; }
.wx-field-placeholder { overflow: hidden; pointer-events: none; }
:where(.wx-field-placeholder) { color: var(--weui-FG-2); }
wx-input .wx-field-placeholder { align-self: center; white-space: nowrap; }
wx-textarea .wx-field-placeholder { align-self: start; max-height: 100%; white-space: pre-wrap; overflow-wrap: break-word; }
.wx-field-placeholder[hidden] { display: none !important; }
.wx-field-copy {
  align-self: start;
  visibility: hidden;
  pointer-events: none;
  white-space: pre-wrap;
  overflow-wrap: break-word;
}
wx-textarea:not([auto-height]) .wx-field-copy { position: absolute; top: 0; left: 0; right: 0; }
`;
