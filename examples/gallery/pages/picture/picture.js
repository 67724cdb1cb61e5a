const i18n = require('../../utils/i18n.js');

// The platform tells how a picture is stored; one that is stored on its side is as wide as it is stored high.
const uprightWidth = ({ width, height, orientation }) => (/^(left|right)/.test(orientation) ? height : width);

Page({
  data: {
    t: i18n.texts('picture'),
    pictures: [], // { path, size }[]
    selected: 0,
    facts: [], // { key, value }[]
    isBusy: false,
    error: '',
  },

  onLoad() {
    i18n.translate(this, 'picture');
  },

  choose() {
    wx.chooseImage({
      success: ({ tempFiles }) => {
        this.setData({ pictures: tempFiles, facts: [], error: '' });
        this.inspect(0);
      },
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  select(event) {
    this.setData({ error: '' });
    this.inspect(event.currentTarget.dataset.index);
  },

  inspect(selected) {
    const { path, size } = this.data.pictures[selected];
    this.setData({ selected });
    wx.getImageInfo({
      src: path,
      success: ({ width, height, type, orientation }) => {
        const { t } = this.data;
        this.tell(path, [
          { key: t.size, value: `${size} B` },
          { key: t.dimensions, value: `${width} × ${height}` },
          { key: t.type, value: type },
          { key: t.orientation, value: orientation },
        ]);
      },
      fail: ({ errMsg }) => this.tell(path, [], errMsg),
    });
  },

  // Another picture may be selected by now.
  tell(path, facts, error = this.data.error) {
    const { pictures, selected } = this.data;
    if (pictures[selected].path === path) this.setData({ facts, error });
  },

  preview() {
    const { pictures, selected } = this.data;
    wx.previewImage({
      urls: pictures.map(({ path }) => path),
      current: pictures[selected].path,
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  // Adds a copy of half the width behind the others, and selects it.
  compress() {
    const { pictures, selected } = this.data;
    const src = pictures[selected].path;
    this.setData({ isBusy: true, error: '' });
    wx.getImageInfo({ src })
      .then((picture) => wx.compressImage({ src, quality: 60, compressedWidth: Math.ceil(uprightWidth(picture) / 2) }))
      .then(({ tempFilePath }) => this.add(tempFilePath))
      .catch(({ errMsg }) => this.setData({ error: errMsg }))
      .then(() => this.setData({ isBusy: false }));
  },

  crop() {
    this.edit((options) => wx.cropImage({ cropScale: '1:1', ...options }));
  },

  retouch() {
    this.edit((options) => wx.editImage(options));
  },

  // Adds what the person made of the picture; they may leave the editor without anything.
  edit(open) {
    const { pictures, selected } = this.data;
    this.setData({ error: '' });
    open({
      src: pictures[selected].path,
      success: ({ tempFilePath }) => this.add(tempFilePath),
      fail: ({ errMsg }) => this.setData({ error: /cancel$/.test(errMsg) ? '' : errMsg }),
    });
  },

  add(path) {
    return wx.getFileInfo({ filePath: path }).then(({ size }) => {
      const { length } = this.data.pictures;
      this.setData({ [`pictures[${length}]`]: { path, size } });
      this.inspect(length);
    });
  },

  save() {
    const { t, pictures, selected } = this.data;
    this.setData({ isBusy: true, error: '' });
    wx.saveImageToPhotosAlbum({
      filePath: pictures[selected].path,
      success: () => wx.showToast({ title: t.saved }),
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
      complete: () => this.setData({ isBusy: false }),
    });
  },

  // Where a permission that was refused can be given.
  openSettings() {
    this.setData({ error: '' });
    wx.openSetting({ fail: ({ errMsg }) => this.setData({ error: errMsg }) });
  },
});
