const config = require('../../config.js');
const i18n = require('../../utils/i18n.js');

const TRACKS = [
  { title: 'Broken chords', singer: 'minihost', epname: 'Gallery', file: '/music.wav' },
  { title: 'Three seconds', singer: 'minihost', epname: 'Gallery', file: '/song.mp3' },
];

// One for the whole app: it plays on when this page, or the app, is left.
const manager = wx.getBackgroundAudioManager();

Page({
  data: {
    t: i18n.texts('player'),
    cover: config.backend + '/1.jpg',
    tracks: TRACKS,
    index: 0,
    state: 'stopped', // or playing, or paused, or waiting
    position: 0, // seconds
    duration: 0,
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'player');
    manager.onPlay(() => this.show('playing'));
    manager.onPause(() => this.show('paused'));
    manager.onStop(() => this.show('stopped'));
    manager.onEnded(() => this.show('stopped'));
    manager.onWaiting(() => this.show('waiting'));
    manager.onTimeUpdate(() => this.show());
    manager.onPrev(() => this.skip(-1));
    manager.onNext(() => this.skip(1));
    manager.onError(({ errMsg }) => this.setData({ state: 'stopped', error: errMsg }));
    // What was begun on an earlier visit may play.
    const index = TRACKS.findIndex(({ file }) => manager.src === config.backend + file);
    if (index >= 0 && manager.duration) {
      this.setData({ index });
      this.show(manager.paused ? 'paused' : 'playing');
    }
  },

  show(state = this.data.state) {
    const isOver = state === 'stopped';
    this.setData({ state, position: isOver ? 0 : manager.currentTime || 0, duration: manager.duration || 0 });
  },

  toggle() {
    const { state, index } = this.data;
    if (state === 'playing') manager.pause();
    else if (state === 'paused') manager.play();
    else this.start(index);
  },

  start(index) {
    const { title, singer, epname, file } = TRACKS[index];
    this.setData({ index, error: '' });
    // The title comes first: without one nothing plays.
    Object.assign(manager, { title, singer, epname, coverImgUrl: this.data.cover });
    manager.src = config.backend + file;
  },

  select(event) {
    this.start(event.currentTarget.dataset.index);
  },

  skip(step) {
    this.start((this.data.index + step + TRACKS.length) % TRACKS.length);
  },

  back() {
    this.seek(-10);
  },

  forward() {
    this.seek(10);
  },

  seek(step) {
    const { position, duration } = this.data;
    manager.seek(Math.max(0, Math.min(position + step, duration)));
  },

  stop() {
    manager.stop();
  },
});
