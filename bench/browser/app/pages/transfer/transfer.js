/** Transfers in one measurement, one after another. */
const COUNT = 2;

Page({
  data: { outcome: "" },

  setServer({ detail }) {
    this.server = detail.value;
  },

  async download() {
    await this.measure(() => this.downloadOnce());
  },

  async upload() {
    this.filePath = this.filePath || (await this.downloadOnce());
    await this.measure(() => this.uploadOnce());
  },

  async measure(transfer) {
    const startMs = Date.now();
    for (let index = 0; index < COUNT; index += 1) await transfer();
    this.count = (this.count || 0) + 1;
    this.setData({ outcome: `${this.count}: ${Date.now() - startMs}` });
  },

  downloadOnce() {
    return new Promise((resolve, reject) => {
      const task = wx.downloadFile({
        url: `${this.server}/bytes`,
        success: ({ tempFilePath }) => resolve(tempFilePath),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
      task.onProgressUpdate(() => {});
    });
  },

  uploadOnce() {
    return new Promise((resolve, reject) => {
      const task = wx.uploadFile({
        url: `${this.server}/sink`,
        filePath: this.filePath,
        name: "file",
        success: resolve,
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
      task.onProgressUpdate(() => {});
    });
  },
});
