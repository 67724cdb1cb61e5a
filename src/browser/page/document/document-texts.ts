/** The texts around a document. */
export interface DocumentTexts {
  back: string;
  menu: string;
  save: string;
  share: string;
  loading: string;
  zoomIn: string;
  zoomOut: string;
  /** Name of one page, for assistive technology. */
  page(number: number): string;
  pageFailed: string;
  slide(number: number): string;
  /** Stands where a slide has neither text nor pictures that can be shown. */
  emptySlide: string;
  passwordNeeded: string;
  passwordWrong: string;
  openWithPassword: string;
}

const chinese: DocumentTexts = {
  back: "返回",
  menu: "更多",
  save: "保存",
  share: "分享",
  loading: "正在打开…",
  zoomIn: "放大",
  zoomOut: "缩小",
  page: (number) => `第 ${number} 页`,
  pageFailed: "这一页无法显示",
  slide: (number) => `第 ${number} 张幻灯片`,
  emptySlide: "没有文字和图片",
  passwordNeeded: "此文件需要密码",
  passwordWrong: "密码不正确，请重试",
  openWithPassword: "打开",
};

const english: DocumentTexts = {
  back: "Back",
  menu: "More",
  save: "Save",
  share: "Share",
  loading: "Opening…",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  page: (number) => `Page ${number}`,
  pageFailed: "This page can't be shown",
  slide: (number) => `Slide ${number}`,
  emptySlide: "No text and no pictures",
  passwordNeeded: "This document needs a password",
  passwordWrong: "The password is wrong. Try again",
  openWithPassword: "Open",
};

/** Returns Chinese texts for `zh-CN` and its like, and English ones for every other language. */
export function documentTextsOf(language: string): DocumentTexts {
  return /^zh\b/i.test(language) ? chinese : english;
}
