/** The texts of the camera's page. */
export interface CameraTexts {
  title: string;
  close: string;
  turn: string;
  shutter: string;
  stop: string;
  retake: string;
  use: string;
  hints: { readonly image: string; readonly video: string; readonly both: string };
}

const chinese: CameraTexts = {
  title: "拍摄",
  close: "关闭",
  turn: "切换摄像头",
  shutter: "拍摄",
  stop: "停止",
  retake: "重拍",
  use: "完成",
  hints: { image: "轻触拍照", video: "轻触摄像", both: "轻触拍照，按住摄像" },
};

const english: CameraTexts = {
  title: "Camera",
  close: "Close",
  turn: "Switch camera",
  shutter: "Take",
  stop: "Stop",
  retake: "Retake",
  use: "Done",
  hints: { image: "Tap to take a picture", video: "Tap to record", both: "Tap for a picture, hold for a video" },
};

/** Returns Chinese texts for `zh-CN` and its like, and English ones for every other language. */
export function cameraTextsOf(language: string): CameraTexts {
  return /^zh\b/i.test(language) ? chinese : english;
}
