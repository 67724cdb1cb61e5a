const i18n = require('../../utils/i18n.js');
const wav = require('../../utils/wav.js');

const MEMOS = 'memos';
const BARS = 32;
const SOUND = { sampleRate: 16000, numberOfChannels: 1, encodeBitRate: 48000 };

const recorder = wx.getRecorderManager();

Page({
  data: {
    t: i18n.texts('recorder'),
    chosenFormat: 'wav',
    state: 'idle', // or recording, or paused
    seconds: 0,
    levels: [], // the last levels, 0–100; of the format wav only
    memos: [], // { path, duration (ms), size }[]
    playing: '', // path of the memo that plays or is paused
    isPaused: false,
    position: 0, // of it, seconds
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'recorder');
    this.setData({ memos: wx.getStorageSync(MEMOS) || [] });
    // The recorder is one for the whole app, and has no way to remove a listener: the page that was opened last takes the place.
    recorder.onStart(() => this.started());
    recorder.onPause(() => this.halted());
    recorder.onResume(() => this.resumed());
    recorder.onStop((recorded) => this.stopped(recorded));
    recorder.onError(({ errMsg }) => this.failed(errMsg));
    recorder.onFrameRecorded(({ frameBuffer }) => this.heard(frameBuffer));
  },

  onUnload() {
    if (this.data.state !== 'idle') recorder.stop();
    this.endPlayback();
  },

  changeFormat(event) {
    this.setData({ chosenFormat: event.detail.value });
  },

  record() {
    this.endPlayback();
    const format = this.data.chosenFormat;
    this.pieces = [];
    // Frames of PCM are samples, which tell how loud it is; the file is made of them in the end.
    const kind = format === 'wav' ? { format: 'PCM', frameSize: 1 } : { format };
    recorder.start({ ...SOUND, ...kind, duration: 600000 });
  },

  pause: () => recorder.pause(),
  resume: () => recorder.resume(),
  stop: () => recorder.stop(),

  started() {
    this.setData({ state: 'recording', seconds: 0, levels: [], error: '' });
    this.count();
  },

  resumed() {
    this.setData({ state: 'recording' });
    this.count();
  },

  halted() {
    clearInterval(this.timer);
    this.setData({ state: 'paused' });
  },

  count() {
    this.timer = setInterval(() => this.setData({ seconds: this.data.seconds + 1 }), 1000);
  },

  heard(piece) {
    this.pieces.push(piece);
    this.setData({ levels: [...this.data.levels, wav.level(piece)].slice(-BARS) });
  },

  stopped({ tempFilePath, duration, fileSize }) {
    clearInterval(this.timer);
    this.setData({ state: 'idle', levels: [] });
    if (this.data.chosenFormat === 'wav') this.keepSamples(duration);
    else this.keepFile(tempFilePath, duration, fileSize);
  },

  keepFile(tempFilePath, duration, size) {
    wx.saveFile({
      tempFilePath,
      success: ({ savedFilePath }) => this.keep({ path: savedFilePath, duration, size }),
      fail: ({ errMsg }) => this.failed(errMsg),
    });
  },

  keepSamples(duration) {
    const data = wav.encode(this.pieces, SOUND);
    const path = `${wx.env.USER_DATA_PATH}/memo-${Date.now()}.wav`;
    wx.getFileSystemManager().writeFile({
      filePath: path,
      data,
      success: () => this.keep({ path, duration, size: data.byteLength }),
      fail: ({ errMsg }) => this.failed(errMsg),
    });
  },

  keep(memo) {
    const memos = [memo, ...this.data.memos];
    wx.setStorageSync(MEMOS, memos);
    this.setData({ memos });
  },

  failed(error) {
    clearInterval(this.timer);
    this.setData({ state: 'idle', levels: [], error });
  },

  // Plays a memo; pauses the one that plays, and goes on where it was.
  toggle(event) {
    const { path } = event.currentTarget.dataset;
    if (path === this.data.playing) {
      if (this.data.isPaused) this.player.play();
      else this.player.pause();
      return;
    }
    this.endPlayback();
    const player = wx.createInnerAudioContext();
    player.onPlay(() => this.setData({ playing: path, isPaused: false }));
    player.onPause(() => this.setData({ isPaused: true }));
    player.onTimeUpdate(() => this.setData({ position: player.currentTime }));
    player.onEnded(() => this.endPlayback());
    player.onError(({ errMsg }) => {
      this.endPlayback();
      this.setData({ error: errMsg });
    });
    this.player = player;
    this.setData({ playing: path, isPaused: false, position: 0, error: '' });
    player.src = path;
    player.play();
  },

  endPlayback() {
    if (this.player) this.player.destroy();
    this.player = null;
    this.setData({ playing: '', position: 0 });
  },

  remove(event) {
    const { path } = event.currentTarget.dataset;
    if (path === this.data.playing) this.endPlayback();
    const memos = this.data.memos.filter((memo) => memo.path !== path);
    wx.getFileSystemManager().unlink({
      filePath: path,
      success: () => {
        wx.setStorageSync(MEMOS, memos);
        this.setData({ memos });
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },
});
