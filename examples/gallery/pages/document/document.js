const config = require('../../config.js');
const i18n = require('../../utils/i18n.js');

Page({
  data: {
    t: i18n.texts('document'),
    types: [
      { value: 'pdf', text: 'PDF' },
      { value: 'docx', text: 'Word' },
      { value: 'xlsx', text: 'Excel' },
      { value: 'pptx', text: 'PPT' },
    ],
    type: 'pdf',
    url: config.backend + '/report.pdf',
    menu: 'on',
    task: '', // 'open' or 'save' while it is under way
    savedPath: '',
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'document');
  },

  changeType(event) {
    const type = event.detail.value;
    this.setData({ type, url: `${config.backend}/report.${type}`, savedPath: '' });
  },

  changeMenu(event) {
    this.setData({ menu: event.detail.value });
  },

  open() {
    this.setData({ task: 'open' });
    this.download((path) => this.show(path));
  },

  save() {
    this.setData({ task: 'save', savedPath: '' });
    this.download((path) => this.keep(path));
  },

  download(use) {
    this.setData({ error: '' });
    wx.downloadFile({
      url: this.data.url,
      success: ({ statusCode, tempFilePath }) => {
        if (statusCode === 200) use(tempFilePath);
        else this.end(`HTTP ${statusCode}`);
      },
      fail: ({ errMsg }) => this.end(errMsg),
    });
  },

  show(filePath) {
    wx.openDocument({
      filePath,
      // Without it, the extension of the path says what the document is.
      fileType: this.data.type,
      showMenu: this.data.menu === 'on',
      success: () => this.end(''),
      fail: ({ errMsg }) => this.end(errMsg),
    });
  },

  keep(tempFilePath) {
    wx.saveFile({
      tempFilePath,
      success: ({ savedFilePath }) => {
        this.setData({ savedPath: savedFilePath });
        this.end('');
      },
      fail: ({ errMsg }) => this.end(errMsg),
    });
  },

  end(error) {
    this.setData({ task: '', error });
  },
});
