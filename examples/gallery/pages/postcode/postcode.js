const config = require('../../config.js');
const i18n = require('../../utils/i18n.js');

// What the service answers for a code without addresses.
const UNKNOWN_CODE = 1002;

Page({
  data: {
    t: i18n.texts('postcode'),
    postcode: '',
    samples: ['100000', '200120', '518000'],
    methods: [
      { value: 'GET', text: 'GET' },
      { value: 'POST', text: 'POST' },
    ],
    method: 'GET',
    isLoading: false,
    addresses: null, // objects, one for each address; null before the first answer
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'postcode');
  },

  changeMethod(event) {
    this.setData({ method: event.detail.value });
  },

  useSample(event) {
    if (this.data.isLoading) return;
    this.setData({ postcode: event.currentTarget.dataset.postcode });
    this.query();
  },

  query() {
    const { postcode, method, isLoading } = this.data;
    // The keyboard's key may come at any time; the button is disabled then.
    if (postcode === '' || isLoading) return;
    this.setData({ isLoading: true, addresses: null, error: '' });
    wx.request({
      url: config.backend + '/postcode/query',
      method,
      // With GET the data becomes the query of the URL, with POST and this header an urlencoded body.
      data: { postcode },
      header: { 'content-type': 'application/x-www-form-urlencoded' },
      success: ({ statusCode, data }) => {
        if (data.error_code === 0) this.setData({ addresses: data.result.list });
        else if (data.error_code === UNKNOWN_CODE) this.setData({ addresses: [] });
        else this.setData({ error: data.reason || `HTTP ${statusCode}` });
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
      complete: () => this.setData({ isLoading: false }),
    });
  },
});
