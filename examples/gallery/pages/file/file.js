const config = require('../../config.js');
const i18n = require('../../utils/i18n.js');

Page({
  data: {
    t: i18n.texts('file'),
    path: '',
    info: null, // { size, createTime }
    md5: '',
    sha1: '',
    isUploading: false,
    answer: null, // what the server says of the file
    error: '',
  },

  onLoad({ path }) {
    i18n.translate(this, 'file');
    // What a page gets of its URL is not decoded.
    this.setData({ path: decodeURIComponent(path) });
    this.inspect();
  },

  inspect() {
    wx.getSavedFileInfo({
      filePath: this.data.path,
      success: ({ size, createTime }) => {
        this.setData({ info: { size, createTime } });
        this.digest('md5');
        this.digest('sha1');
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  digest(digestAlgorithm) {
    wx.getFileInfo({
      filePath: this.data.path,
      digestAlgorithm,
      success: ({ digest }) => this.setData({ [digestAlgorithm]: digest }),
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  open() {
    this.setData({ error: '' });
    wx.openDocument({
      filePath: this.data.path,
      showMenu: true,
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  upload() {
    this.setData({ isUploading: true, answer: null, error: '' });
    wx.uploadFile({
      url: config.backend + '/upload',
      filePath: this.data.path,
      name: 'file',
      success: ({ statusCode, data }) => {
        if (statusCode === 200) this.setData({ answer: JSON.parse(data).files[0] });
        else this.setData({ error: `HTTP ${statusCode}` });
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
      complete: () => this.setData({ isUploading: false }),
    });
  },

  confirmRemoval() {
    wx.showModal({
      ...this.data.t.confirm,
      confirmColor: '#fa5151',
      success: ({ confirm }) => {
        if (confirm) this.remove();
      },
    });
  },

  remove() {
    wx.removeSavedFile({
      filePath: this.data.path,
      success: () => wx.navigateBack(),
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },
});
