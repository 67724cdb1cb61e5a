const config = require('../../config.js');
const i18n = require('../../utils/i18n.js');

// With ?rate= the example server reads so many bytes a second: time to watch the progress, and to cancel.
const queries = { fast: '', slow: '?rate=200000' };

Page({
  data: {
    t: i18n.texts('upload'),
    picture: null, // { path, size, width, height }
    speed: 'fast',
    isUploading: false,
    progress: null, // { progress, totalBytesSent, totalBytesExpectedToSend }
    answer: null, // what the server says of the file
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'upload');
  },

  onUnload() {
    this.cancel();
  },

  choose() {
    wx.chooseImage({
      count: 1,
      success: ({ tempFiles }) => {
        const { path, size } = tempFiles[0];
        this.setData({ picture: { path, size }, progress: null, answer: null, error: '' });
        this.measure(path);
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  measure(path) {
    wx.getImageInfo({
      src: path,
      success: ({ width, height }) => this.setData({ 'picture.width': width, 'picture.height': height }),
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  changeSpeed(event) {
    this.setData({ speed: event.detail.value });
  },

  upload() {
    this.setData({ isUploading: true, progress: null, answer: null, error: '' });
    this.task = wx.uploadFile({
      url: config.backend + '/upload' + queries[this.data.speed],
      filePath: this.data.picture.path,
      name: 'file',
      // Every answer of the server is a success, also a 404, and its body is always a string.
      success: ({ statusCode, data }) => {
        if (statusCode === 200) this.setData({ answer: JSON.parse(data).files[0] });
        else this.setData({ error: `HTTP ${statusCode}` });
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
      complete: () => {
        this.task = null;
        this.setData({ isUploading: false });
      },
    });
    this.task.onProgressUpdate((progress) => this.setData({ progress }));
  },

  cancel() {
    if (this.task) this.task.abort();
  },
});
