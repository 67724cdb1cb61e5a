const config = require('../../config.js');
const i18n = require('../../utils/i18n.js');

// With ?rate= the example server sends so many bytes a second: time to watch the progress, and to cancel.
const queries = { fast: '', slow: '?rate=1000' };

Page({
  data: {
    t: i18n.texts('download'),
    url: config.backend + '/1.jpg',
    speed: 'fast',
    isDownloading: false,
    progress: null, // { progress, totalBytesWritten, totalBytesExpectedToWrite }
    path: '', // of the temporary file
    facts: [], // { key, value }[]
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'download');
  },

  onUnload() {
    this.cancel();
  },

  changeSpeed(event) {
    this.setData({ speed: event.detail.value });
  },

  download() {
    let type = '';
    this.setData({ isDownloading: true, progress: null, path: '', facts: [], error: '' });
    this.task = wx.downloadFile({
      url: this.data.url + queries[this.data.speed],
      // Every answer of the server is a success, and also the page of a 404 becomes a file.
      success: ({ statusCode, tempFilePath }) => {
        if (statusCode === 200) this.show(tempFilePath, type);
        else this.setData({ error: `HTTP ${statusCode}` });
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
      complete: () => {
        this.task = null;
        this.setData({ isDownloading: false });
      },
    });
    this.task.onHeadersReceived(({ header }) => {
      type = header['Content-Type'] || '';
    });
    this.task.onProgressUpdate((progress) => this.setData({ progress }));
  },

  show(path, type) {
    wx.getImageInfo({
      src: path,
      success: ({ width, height }) => {
        const { t, progress } = this.data;
        this.setData({
          path,
          facts: [
            { key: t.type, value: type },
            { key: t.size, value: `${progress.totalBytesWritten} B` },
            { key: t.dimensions, value: `${width} × ${height}` },
            { key: t.path, value: path },
          ],
        });
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  cancel() {
    if (this.task) this.task.abort();
  },
});
