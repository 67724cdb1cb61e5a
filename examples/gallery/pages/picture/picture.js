const i18n = require('../../utils/i18n.js');

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
      success: ({ tempFiles }) => this.setData({ pictures: tempFiles, error: '' }, () => this.inspect(0)),
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  select(event) {
    this.inspect(event.currentTarget.dataset.index);
  },

  inspect(selected) {
    const { path, size } = this.data.pictures[selected];
    wx.getImageInfo({
      src: path,
      success: ({ width, height, type, orientation }) => {
        const { t } = this.data;
        this.setData({
          selected,
          facts: [
            { key: t.size, value: `${size} B` },
            { key: t.dimensions, value: `${width} × ${height}` },
            { key: t.type, value: type },
            { key: t.orientation, value: orientation },
          ],
        });
      },
      fail: ({ errMsg }) => this.setData({ selected, facts: [], error: errMsg }),
    });
  },

  preview() {
    const { pictures, selected } = this.data;
    wx.previewImage({
      urls: pictures.map(({ path }) => path),
      current: pictures[selected].path,
      fail: ({ errMsg }) => this.setData({ error: errMsg }),
    });
  },

  // Adds a copy of half the size in pixels behind the others, and selects it.
  compress() {
    const { pictures, selected } = this.data;
    this.setData({ isBusy: true, error: '' });
    wx.getImageInfo({ src: pictures[selected].path })
      .then(({ width }) => wx.compressImage({ src: pictures[selected].path, quality: 60, compressedWidth: Math.ceil(width / 2) }))
      .then(({ tempFilePath }) => wx.getFileInfo({ filePath: tempFilePath }).then(({ size }) => ({ path: tempFilePath, size })))
      .then((copy) => this.setData({ pictures: [...pictures, copy] }, () => this.inspect(pictures.length)))
      .catch(({ errMsg }) => this.setData({ error: errMsg }))
      .then(() => this.setData({ isBusy: false }));
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
    wx.openSetting({});
  },
});
