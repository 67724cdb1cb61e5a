const call = (method, options) => new Promise((success, fail) => method({ ...options, success, fail }));

Page({
  data: { outcome: "" },

  setServer({ detail }) {
    this.server = detail.value;
  },

  async download() {
    await this.measure("download", async () => {
      this.tempFilePath = (await call(wx.downloadFile, { url: `${this.server}/bytes`, timeout: 600_000 })).tempFilePath;
    });
  },

  async save() {
    await this.measure("save", async () => {
      this.savedFilePath = (await call(wx.saveFile, { tempFilePath: this.tempFilePath })).savedFilePath;
    });
  },

  async upload() {
    await this.measure("upload", async () => {
      const options = { url: `${this.server}/sink`, filePath: this.savedFilePath, name: "file", timeout: 600_000 };
      const { data } = await call(wx.uploadFile, options);
      this.sent = data;
    });
  },

  async remove() {
    await this.measure("remove", () => call(wx.removeSavedFile, { filePath: this.savedFilePath }));
  },

  async measure(name, work) {
    const startMs = Date.now();
    try {
      await work();
      this.setData({ outcome: `${name} ${Date.now() - startMs} ${this.sent || ""}` });
    } catch (error) {
      this.setData({ outcome: `${name} failed: ${error.errMsg || error.message}` });
    }
  },
});
