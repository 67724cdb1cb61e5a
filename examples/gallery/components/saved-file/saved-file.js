const i18n = require('../../utils/i18n.js');

// A file that was just saved, and the ways to it and to all others. It goes when the file is removed.
Component({
  options: { addGlobalClass: true },
  properties: {
    path: String,
  },
  data: {
    t: {},
    file: null, // { filePath, size, createTime }
  },
  lifetimes: {
    attached() {
      this.setData({ t: i18n.texts('savedFile') });
    },
  },
  pageLifetimes: {
    // The page of the file, where it can be removed, was left.
    show() {
      this.read();
    },
  },
  observers: {
    path() {
      this.read();
    },
  },
  methods: {
    read() {
      const filePath = this.data.path;
      wx.getSavedFileInfo({
        filePath,
        success: ({ size, createTime }) => this.setData({ file: { filePath, size, createTime } }),
        fail: () => this.setData({ file: null }),
      });
    },

    open() {
      wx.navigateTo({ url: `/pages/file/file?path=${encodeURIComponent(this.data.path)}` });
    },

    openAll() {
      wx.navigateTo({ url: '/pages/files/files' });
    },
  },
});
