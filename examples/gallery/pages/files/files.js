const i18n = require('../../utils/i18n.js');

Page({
  data: {
    t: i18n.texts('files'),
    files: null, // { filePath, size, createTime }[]
    totalBytes: 0,
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'files');
  },

  // Also after a file was removed on its page.
  onShow() {
    this.refresh();
  },

  refresh() {
    wx.getSavedFileList({
      success: ({ fileList }) => {
        // The newest first. Times are whole seconds, and of two in the same the later usually comes last.
        const files = [...fileList].reverse().sort((one, other) => other.createTime - one.createTime);
        const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
        this.setData({ files, totalBytes, error: '' });
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  open(event) {
    const { path } = event.currentTarget.dataset;
    wx.navigateTo({ url: `/pages/file/file?path=${encodeURIComponent(path)}` });
  },

  save() {
    wx.navigateTo({ url: '/pages/save/save' });
  },
});
