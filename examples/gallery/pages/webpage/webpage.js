const config = require('../../config.js');
const { readPage } = require('../../utils/html.js');
const i18n = require('../../utils/i18n.js');

// What setData takes at once is limited.
const MAX_BLOCKS = 200;
const MAX_SOURCE_LENGTH = 20000;

Page({
  data: {
    t: i18n.texts('webpage'),
    url: config.backend + '/page.html',
    view: 'text',
    isLoading: false,
    page: null, // { title, blocks, source, isCut }
    answer: [], // { key, value }[]
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'webpage');
  },

  onUnload() {
    if (this.task) this.task.abort();
  },

  changeView(event) {
    this.setData({ view: event.detail.value });
  },

  open() {
    const { isLoading } = this.data;
    const url = this.data.url.trim();
    // The keyboard's key may come at any time; the button is disabled then.
    if (url === '' || isLoading) return;
    this.setData({ isLoading: true, page: null, answer: [], error: '' });
    this.task = wx.request({
      url,
      // Without it a page that happens to be JSON would arrive as an object.
      dataType: 'text',
      success: (response) => this.show(url, response),
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
      complete: () => {
        this.task = null;
        this.setData({ isLoading: false });
      },
    });
  },

  show(url, { statusCode, header, data }) {
    const { t } = this.data;
    const { title, blocks } = readPage(data, url);
    this.setData({
      page: {
        title,
        blocks: blocks.slice(0, MAX_BLOCKS),
        source: data.slice(0, MAX_SOURCE_LENGTH),
        isCut: { text: blocks.length > MAX_BLOCKS, source: data.length > MAX_SOURCE_LENGTH },
      },
      answer: [
        { key: t.status, value: statusCode },
        { key: t.type, value: header['Content-Type'] || '' },
        { key: t.length, value: data.length },
      ],
    });
  },
});
