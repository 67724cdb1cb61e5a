const english = {
  app: "Mini program",
  appError: "The app reported an error",
  clear: "Clear",
  close: "Close",
  dark: "Dark",
  device: "Device",
  duration: "Duration",
  empty: "Requests, uploads and downloads of the app appear here.",
  error: "Error",
  light: "Light",
  loading: "Waiting for the app to compile…",
  method: "Method",
  network: "Network",
  problems: "Problems",
  received: "Received",
  reload: "Reload",
  requestHeaders: "Request headers",
  responseHeaders: "Response headers",
  sent: "Sent",
  size: "Size",
  started: "Started",
  status: "Status",
  system: "System",
  theme: "Theme",
  time: "Time",
  warning: "Warning",
};

/** Every text of the simulator. */
export type Labels = Record<keyof typeof english, string>;

const chinese: Labels = {
  app: "小程序",
  appError: "小程序报告了错误",
  clear: "清空",
  close: "关闭",
  dark: "深色",
  device: "设备",
  duration: "耗时",
  empty: "小程序的请求、上传和下载会显示在这里。",
  error: "错误",
  light: "浅色",
  loading: "正在等待编译完成…",
  method: "方法",
  network: "网络",
  problems: "问题",
  received: "已接收",
  reload: "重新加载",
  requestHeaders: "请求头",
  responseHeaders: "响应头",
  sent: "已发送",
  size: "大小",
  started: "开始时间",
  status: "状态",
  system: "跟随系统",
  theme: "主题",
  time: "时间",
  warning: "警告",
};

/** Texts in the language with this tag: Chinese, or else English. */
export function labelsFor(language: string): Labels {
  return /^zh\b/i.test(language) ? chinese : english;
}
