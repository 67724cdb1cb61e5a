const config = require('../../config.js');
const i18n = require('../../utils/i18n.js');

Page({
  data: {
    t: i18n.texts('chat'),
    state: 'closed', // also the name of its text: connecting, open, closing, closed
    closing: '', // code and reason of the last end
    messages: [], // { id, from, text }[], from is "me" or "server"
    newest: '', // id of the last message, which is scrolled to
    text: '',
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'chat');
    this.connect();
  },

  onUnload() {
    if (this.data.state !== 'closed') this.close();
    this.task = null;
  },

  connect() {
    this.setData({ state: 'connecting', closing: '', error: '' });
    const task = wx.connectSocket({
      url: config.backend.replace('http', 'ws') + '/socket',
      // Success only says that the options are right; whether there is a connection comes with onOpen.
      fail: ({ errMsg }) => this.setData({ state: 'closed', error: errMsg }),
    });
    // A connection that was left behind must not change what its successor shows.
    const now = (listener) => (event) => {
      if (this.task === task) listener(event);
    };
    this.task = task;
    task.onOpen(now(() => this.setData({ state: 'open' })));
    task.onMessage(now(({ data }) => this.add('server', data)));
    task.onError(now(({ errMsg }) => this.setData({ error: errMsg })));
    task.onClose(now(({ code, reason }) => this.setData({ state: 'closed', closing: `${code} ${reason}`.trim() })));
  },

  close() {
    this.task.close({
      code: 1000,
      success: () => this.setData({ state: 'closing' }),
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  send() {
    const { state, text } = this.data;
    // The keyboard's key may come at any time; the button is disabled then.
    if (state !== 'open' || text === '') return;
    this.task.send({
      data: text,
      success: () => {
        this.add('me', text);
        this.setData({ text: '', error: '' });
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  /** Adds one message without sending the others to the view again. */
  add(from, text) {
    const { length } = this.data.messages;
    const id = `message-${length}`;
    this.setData({ [`messages[${length}]`]: { id, from, text }, newest: id });
  },
});
