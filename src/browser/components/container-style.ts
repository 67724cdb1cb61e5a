/** Style of page, view, text and scroll-view, and the spinner. */
export const containerStyle: string = `
wx-page {
  display: block;
  min-height: 100%;
  color: var(--wx-text);
  font: 16px system-ui, -apple-system, "Helvetica Neue", sans-serif;
  touch-action: manipulation;
  -webkit-tap-highlight-color: transparent;
  -webkit-text-size-adjust: 100%;
  -webkit-touch-callout: none;
  -webkit-user-select: none;
  user-select: none;
}
wx-view { display: block; }
wx-text { white-space-collapse: preserve-breaks; }
wx-text[selectable], wx-text[user-select] { -webkit-user-select: text; user-select: text; }
wx-text:where([user-select]) { display: inline-block; }
wx-scroll-view { display: block; position: relative; width: 100%; overflow: hidden; }
.wx-scroller {
  position: relative;
  box-sizing: border-box;
  width: 100%;
  height: 100%;
  max-height: inherit;
  padding-top: var(--wx-pull, 0px);
}
.wx-scroller-flex {
  display: inherit;
  flex-flow: inherit;
  gap: inherit;
  align-content: inherit;
  align-items: inherit;
  justify-content: inherit;
}
.wx-scroller-barless { scrollbar-width: none; }
.wx-scroller-barless::-webkit-scrollbar { display: none; }
/* The platform's bars lie over the content; a desktop's would take its width. */
@media (hover: hover) and (pointer: fine) {
  .wx-scroller { scrollbar-width: none; }
}
.wx-refresher {
  position: absolute;
  top: 0;
  left: 0;
  display: flex;
  align-items: center;
  justify-content: center;
  width: 100%;
  height: var(--wx-pull, 0px);
  overflow: hidden;
  font-size: 20px;
}
.wx-scroller > [slot="refresher"] {
  position: absolute;
  top: 0;
  left: 0;
  width: 100%;
  transform: translateY(calc(var(--wx-pull, 0px) - 100%));
}
.wx-released, .wx-released > [slot="refresher"] { transition: padding-top 0.2s, height 0.2s, transform 0.2s; }
wx-button[loading]::before, .wx-loading {
  content: "";
  display: inline-block;
  width: 1em;
  height: 1em;
  border-radius: 50%;
  background: conic-gradient(transparent, currentcolor);
  -webkit-mask: radial-gradient(closest-side, transparent 81%, #000 84%);
  mask: radial-gradient(closest-side, transparent 81%, #000 84%);
  vertical-align: middle;
  animation: wx-loading 1s linear infinite;
}
@keyframes wx-loading { to { transform: rotate(360deg); } }
`;
