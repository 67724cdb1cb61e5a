/** The texts of the pages that edit pictures. */
export interface EditorTexts {
  crop: string;
  edit: string;
  cancel: string;
  done: string;
  rotate: string;
  draw: string;
  undo: string;
  /** Of the pens, in their order. */
  colours: readonly string[];
}

const chinese: EditorTexts = {
  crop: "裁剪",
  edit: "编辑图片",
  cancel: "取消",
  done: "完成",
  rotate: "旋转",
  draw: "涂鸦",
  undo: "撤销",
  colours: ["白色", "黑色", "红色", "黄色", "绿色", "蓝色"],
};

const english: EditorTexts = {
  crop: "Crop",
  edit: "Edit picture",
  cancel: "Cancel",
  done: "Done",
  rotate: "Rotate",
  draw: "Draw",
  undo: "Undo",
  colours: ["White", "Black", "Red", "Yellow", "Green", "Blue"],
};

/** Returns Chinese texts for `zh-CN` and its like, and English ones for every other language. */
export function editorTextsOf(language: string): EditorTexts {
  return /^zh\b/i.test(language) ? chinese : english;
}
