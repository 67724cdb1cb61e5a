const i18n = require('../../utils/i18n.js');

Page({
  data: {
    t: i18n.texts('index'),
    languages: i18n.languages,
    language: i18n.getLanguage(),
    examples: [
      { name: 'upload', apis: 'chooseImage, getImageInfo, uploadFile' },
      { name: 'form', apis: 'uploadFile with formData, input, textarea' },
      { name: 'download', apis: 'downloadFile, getImageInfo' },
      { name: 'document', apis: 'downloadFile, openDocument, saveFile' },
      { name: 'save', apis: 'saveFile, chooseImage, downloadFile' },
      { name: 'files', apis: 'getSavedFileList, removeSavedFile' },
      { name: 'picture', apis: 'previewImage, compressImage, saveImageToPhotosAlbum' },
      { name: 'recorder', apis: 'getRecorderManager, createInnerAudioContext' },
      { name: 'player', apis: 'getBackgroundAudioManager' },
      { name: 'postcode', apis: 'request, nested wx:for' },
      { name: 'webpage', apis: 'request of text, image' },
      { name: 'chat', apis: 'connectSocket, scroll-view' },
    ],
  },

  onLoad() {
    i18n.translate(this, 'index');
  },

  changeLanguage(event) {
    const language = event.detail.value;
    i18n.setLanguage(language);
    this.setData({ language });
    i18n.translate(this, 'index');
  },

  open(event) {
    const { name } = event.currentTarget.dataset;
    wx.navigateTo({ url: `/pages/${name}/${name}` });
  },
});
