/** The texts of a preview. */
export interface PreviewTexts {
  title: string;
  close: string;
  failed: string;
  saveImage: string;
  saveVideo: string;
}

const chinese: PreviewTexts = {
  title: "预览",
  close: "关闭",
  failed: "加载失败",
  saveImage: "保存图片",
  saveVideo: "保存视频",
};

const english: PreviewTexts = {
  title: "Preview",
  close: "Close",
  failed: "Could not be loaded",
  saveImage: "Save Image",
  saveVideo: "Save Video",
};

/** Returns Chinese texts for `zh-CN` and its like, and English ones for every other language. */
export function previewTextsOf(language: string): PreviewTexts {
  return /^zh\b/i.test(language) ? chinese : english;
}
