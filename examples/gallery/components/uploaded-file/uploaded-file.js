const i18n = require('../../utils/i18n.js');

// What the example server says of a file that it got; a picture is shown as the server has it.
Component({
  properties: {
    // { filename, contentType, size, sha256, url }
    file: Object,
  },
  data: {
    t: {},
    rows: [], // { key, value }[]
    pictureUrl: '',
  },
  lifetimes: {
    attached() {
      this.setData({ t: i18n.texts('uploadedFile') });
    },
  },
  observers: {
    't, file'(t, file) {
      this.setData({
        rows: [
          { key: t.name, value: file.filename },
          { key: t.type, value: file.contentType },
          { key: t.size, value: file.size },
          { key: 'SHA-256', value: file.sha256 },
          { key: t.url, value: file.url },
        ],
        pictureUrl: file.contentType.startsWith('image/') ? file.url : '',
      });
    },
  },
});
