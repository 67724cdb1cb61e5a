const config = require('../../config.js');
const i18n = require('../../utils/i18n.js');

const COVER = config.backend + '/1.jpg';
const TRACKS = [
  { title: 'Broken chords', singer: 'minihost', epname: 'Gallery', file: '/music.wav' },
  { title: 'Three seconds', singer: 'minihost', epname: 'Gallery', file: '/song.mp3' },
];

// One for the whole app: the music plays on when the page, or the app, is left. So what is said of it belongs to no page.
const manager = wx.getBackgroundAudioManager();
const music = {
  track: 0,
  state: 'stopped', // or playing, or paused, or waiting
  error: '',
};
// The page that was opened last shows it.
let page;

// The manager has no way to remove a listener: they are added once.
manager.onPlay(() => tell({ state: 'playing' }));
manager.onPause(() => tell({ state: 'paused' }));
manager.onStop(() => tell({ state: 'stopped' }));
manager.onEnded(() => tell({ state: 'stopped' }));
manager.onError(({ errMsg }) => tell({ state: 'stopped', error: errMsg }));
manager.onWaiting(() => tell({ state: 'waiting' }));
manager.onCanplay(() => {
  if (music.state === 'waiting') tell({ state: manager.paused ? 'paused' : 'playing' });
});
manager.onSeeked(() => tell());
manager.onTimeUpdate(() => tell());
// Keys of the system.
manager.onPrev(() => start(music.track - 1));
manager.onNext(() => start(music.track + 1));

function tell(changes) {
  Object.assign(music, changes);
  if (page) page.show();
}

function start(number) {
  const track = (number + TRACKS.length) % TRACKS.length;
  const { title, singer, epname, file } = TRACKS[track];
  tell({ track, error: '' });
  // The title comes first: without one nothing plays.
  Object.assign(manager, { title, singer, epname, coverImgUrl: COVER });
  manager.src = config.backend + file;
}

Page({
  data: {
    t: i18n.texts('player'),
    cover: COVER,
    tracks: TRACKS,
    track: 0,
    state: 'stopped',
    position: 0, // seconds
    duration: 0,
    error: '',
  },

  onLoad() {
    page = this;
    i18n.translate(this, 'player');
    this.show();
  },

  show() {
    const isThere = music.state !== 'stopped';
    this.setData({
      ...music,
      position: isThere ? manager.currentTime || 0 : 0,
      duration: isThere ? manager.duration || 0 : 0,
    });
  },

  toggle() {
    if (music.state === 'stopped') start(music.track);
    else if (music.state === 'paused') manager.play();
    else manager.pause();
  },

  select(event) {
    start(event.currentTarget.dataset.track);
  },

  back() {
    this.seek(-10);
  },

  forward() {
    this.seek(10);
  },

  seek(step) {
    if (music.state !== 'stopped') manager.seek(Math.max(0, Math.min(manager.currentTime + step, manager.duration)));
  },

  stop() {
    manager.stop();
  },
});
