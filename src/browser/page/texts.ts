/** What a person is asked to choose. */
export type ChoosableKind = "image" | "video" | "media" | "file";

/** The texts that the host itself shows. */
export interface Texts {
  cancel: string;
  takePhoto: string;
  chooseFromAlbum: string;
  choose: { readonly [Kind in ChoosableKind]: string };
  /** Button that opens the browser's file dialog. */
  open: string;
  original: string;
  done(count: number): string;
}

const chinese: Texts = {
  cancel: "取消",
  takePhoto: "拍摄",
  chooseFromAlbum: "从手机相册选择",
  choose: { image: "选择图片", video: "选择视频", media: "选择图片或视频", file: "选择文件" },
  open: "选择",
  original: "原图",
  done: (count) => `完成(${count})`,
};

const english: Texts = {
  cancel: "Cancel",
  takePhoto: "Camera",
  chooseFromAlbum: "Choose from Album",
  choose: {
    image: "Choose pictures",
    video: "Choose videos",
    media: "Choose pictures or videos",
    file: "Choose files",
  },
  open: "Choose",
  original: "Original",
  done: (count) => `Done (${count})`,
};

/** Returns Chinese texts for `zh-CN` and its like, and English ones for every other language. */
export function textsOf(language: string): Texts {
  return /^zh\b/i.test(language) ? chinese : english;
}
