/** The texts of the editor of videos. */
export interface EditorTexts {
  title: string;
  cancel: string;
  done: string;
  play: string;
  pause: string;
  start: string;
  end: string;
  working: string;
  /** A time or a length. */
  seconds(seconds: number): string;
}

const chinese: EditorTexts = {
  title: "编辑视频",
  cancel: "取消",
  done: "完成",
  play: "播放",
  pause: "暂停",
  start: "开始",
  end: "结束",
  working: "处理中",
  seconds: (seconds) => `${seconds.toFixed(1)} 秒`,
};

const english: EditorTexts = {
  title: "Edit video",
  cancel: "Cancel",
  done: "Done",
  play: "Play",
  pause: "Pause",
  start: "Start",
  end: "End",
  working: "Processing",
  seconds: (seconds) => `${seconds.toFixed(1)} s`,
};

/** Returns Chinese texts for `zh-CN` and its like, and English ones for every other language. */
export function editorTextsOf(language: string): EditorTexts {
  return /^zh\b/i.test(language) ? chinese : english;
}
