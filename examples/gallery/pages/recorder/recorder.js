const i18n = require('../../utils/i18n.js');
const wav = require('../../utils/wav.js');

const MEMOS = 'memos';
const BARS = 32;
const SOUND = { sampleRate: 16000, numberOfChannels: 1, encodeBitRate: 48000 };
const LONGEST_MS = 600000;
// Kilobytes of PCM for each bar of the meter: about a tenth of a second.
const FRAME_KB = 3;
// A long recording is copied in pieces: all of it at once would take much memory.
const PIECE_BYTES = 1048576;

const recorder = wx.getRecorderManager();
const fs = wx.getFileSystemManager();

// The recorder is one for the whole app, and has no way to remove a listener: they are added once, for the page that was opened last.
let page;
recorder.onStart(() => page.started());
recorder.onPause(() => page.paused());
recorder.onResume(() => page.resumed());
recorder.onFrameRecorded(({ frameBuffer }) => page.heard(frameBuffer));
recorder.onStop((recording) => page.stopped(recording));
recorder.onError(({ errMsg }) => page.failed(errMsg));

Page({
  data: {
    t: i18n.texts('recorder'),
    chosenFormat: 'wav',
    state: 'idle', // or recording, or paused
    asked: '', // what the recorder was asked for and has not done yet: start, pause, resume or stop
    seconds: 0,
    levels: [], // { id, level }[], the last ones, 0–100; of the format wav only
    memos: [], // { path, duration (ms), size }[]
    playing: '', // path of the memo that plays or is paused
    isPaused: false,
    position: 0, // of it, seconds
    error: '',
  },

  onLoad() {
    page = this;
    i18n.translate(this, 'recorder');
    this.setData({ memos: wx.getStorageSync(MEMOS) || [] });
  },

  // What was recorded so far becomes a memo.
  onUnload() {
    this.isLeft = true;
    this.stopClock();
    this.endPlayback();
    if (this.data.state !== 'idle' && this.data.asked !== 'stop') recorder.stop();
  },

  // Where a permission that was refused can be given.
  openSettings() {
    this.setData({ error: '' });
    wx.openSetting({ fail: ({ errMsg }) => this.setData({ error: errMsg }) });
  },

  changeFormat(event) {
    this.setData({ chosenFormat: event.detail.value });
  },

  record() {
    this.endPlayback();
    // Frames of PCM are samples, which tell how loud it is. With a head they are a WAV file.
    const format = this.data.chosenFormat;
    const kind = format === 'wav' ? { format: 'PCM', frameSize: FRAME_KB } : { format };
    this.ask('start', { ...SOUND, ...kind, duration: LONGEST_MS });
  },

  pause() {
    this.ask('pause');
  },

  resume() {
    this.ask('resume');
  },

  stop() {
    this.ask('stop');
  },

  // Taps that come before the recorder has obeyed the last one do nothing.
  ask(command, options) {
    if (this.data.asked) return;
    this.setData({ asked: command, error: '' });
    recorder[command](options);
  },

  started() {
    // The page may be left while the person is asked for the permission.
    if (this.isLeft) return recorder.stop();
    this.frames = 0;
    this.setData({ state: 'recording', asked: '', seconds: 0, levels: [] });
    this.startClock(0);
  },

  paused() {
    this.stopClock();
    this.setData({ state: 'paused', asked: '' });
  },

  resumed() {
    this.setData({ state: 'recording', asked: '' });
    this.startClock(this.elapsed);
  },

  heard(frame) {
    this.frames += 1;
    this.setData({ levels: [...this.data.levels, { id: this.frames, level: wav.level(frame) }].slice(-BARS) });
  },

  stopped({ tempFilePath, duration, fileSize }) {
    this.rest();
    const isPcm = /\.pcm$/i.test(tempFilePath);
    const extension = isPcm ? 'wav' : tempFilePath.split('.').pop();
    const path = `${wx.env.USER_DATA_PATH}/memo-${Date.now()}.${extension}`;
    try {
      if (isPcm) this.writeWav(path, tempFilePath, fileSize);
      else fs.saveFileSync(tempFilePath, path);
      this.keep([{ path, duration, size: isPcm ? wav.HEAD_BYTES + fileSize : fileSize }, ...this.data.memos]);
    } catch (error) {
      this.setData({ error: error.message });
    }
  },

  failed(error) {
    // What can't be paused or resumed now, such as during a call, is still there.
    if (this.data.asked === 'pause' || this.data.asked === 'resume') this.setData({ asked: '', error });
    else this.rest(error);
  },

  rest(error = '') {
    this.stopClock();
    this.setData({ state: 'idle', asked: '', seconds: 0, levels: [], error });
  },

  startClock(elapsed) {
    this.elapsed = elapsed;
    const start = Date.now() - elapsed;
    this.timer = setInterval(() => {
      this.elapsed = Date.now() - start;
      const seconds = Math.floor(this.elapsed / 1000);
      if (seconds !== this.data.seconds) this.setData({ seconds });
    }, 100);
  },

  stopClock() {
    clearInterval(this.timer);
  },

  writeWav(path, pcmPath, size) {
    fs.writeFileSync(path, wav.head(size, SOUND));
    try {
      for (let at = 0; at < size; at += PIECE_BYTES) {
        fs.appendFileSync(path, fs.readFileSync(pcmPath, undefined, at, Math.min(PIECE_BYTES, size - at)));
      }
    } catch (error) {
      // Half a memo is none.
      fs.unlinkSync(path);
      throw error;
    }
  },

  keep(memos) {
    wx.setStorageSync(MEMOS, memos);
    this.setData({ memos });
  },

  // Plays a memo; pauses the one that plays, and goes on where it was.
  toggle(event) {
    const { path } = event.currentTarget.dataset;
    // The microphone would hear it.
    if (this.data.state !== 'idle') return;
    if (path !== this.data.playing) this.play(path);
    else if (this.data.isPaused) this.player.play();
    else this.player.pause();
  },

  play(path) {
    this.endPlayback();
    const player = wx.createInnerAudioContext();
    player.onPlay(() => this.setData({ isPaused: false }));
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
    this.keep(this.data.memos.filter((memo) => memo.path !== path));
    fs.unlink({ filePath: path, fail: ({ errMsg }) => this.setData({ error: errMsg }) });
  },
});
