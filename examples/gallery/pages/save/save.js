const config = require('../../config.js');
const i18n = require('../../utils/i18n.js');

Page({
  data: {
    t: i18n.texts('save'),
    url: config.backend + '/1.jpg',
    isDownloading: false,
    isSaving: false,
    tempPath: '', // of the temporary file
    savedPath: '',
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'save');
  },

  choose() {
    wx.chooseImage({
      count: 1,
      success: ({ tempFilePaths }) => this.take(tempFilePaths[0]),
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  download() {
    this.setData({ isDownloading: true, error: '' });
    wx.downloadFile({
      url: this.data.url,
      // Every answer of the server is a success, and also the page of a 404 becomes a file.
      success: ({ statusCode, tempFilePath }) => {
        if (statusCode === 200) this.take(tempFilePath);
        else this.setData({ error: `HTTP ${statusCode}` });
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
      complete: () => this.setData({ isDownloading: false }),
    });
  },

  take(tempPath) {
    this.setData({ tempPath, savedPath: '', error: '' });
  },

  save() {
    this.setData({ isSaving: true, error: '' });
    wx.saveFile({
      tempFilePath: this.data.tempPath,
      // The file has moved: there is no temporary one any more.
      success: ({ savedFilePath }) => this.setData({ tempPath: '', savedPath: savedFilePath }),
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
      complete: () => this.setData({ isSaving: false }),
    });
  },
});
