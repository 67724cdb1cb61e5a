const config = require('../../config.js');
const i18n = require('../../utils/i18n.js');

// What else goes with the picture. The API sends text only: see how the server receives the last two.
const fixed = {
  count: 3,
  tags: ['red', 'blue'],
  place: { city: '北京', code: 100000 },
};

/** Rows for key-values, one for each field. */
function toRows(fields, toText) {
  return Object.keys(fields).map((key) => ({ key, value: toText(fields[key]) }));
}

Page({
  data: {
    t: i18n.texts('form'),
    picture: null, // { path, size }
    name: 'minihost',
    note: '',
    fixed: toRows(fixed, JSON.stringify),
    isUploading: false,
    received: [],
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'form');
  },

  choose() {
    wx.chooseImage({
      count: 1,
      success: ({ tempFiles }) => this.setData({ picture: tempFiles[0], error: '' }),
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  upload() {
    const { picture, name, note } = this.data;
    this.setData({ isUploading: true, received: [], error: '' });
    wx.uploadFile({
      url: config.backend + '/upload',
      filePath: picture.path,
      name: 'picture',
      formData: { name, note, ...fixed },
      success: ({ statusCode, data }) => {
        if (statusCode === 200) this.setData({ received: toRows(JSON.parse(data).fields, String) });
        else this.setData({ error: `HTTP ${statusCode}` });
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
      complete: () => this.setData({ isUploading: false }),
    });
  },
});
