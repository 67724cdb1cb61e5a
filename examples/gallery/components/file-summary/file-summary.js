// A file in short: a small picture or the letters of its type, its path, size and time.
Component({
  properties: {
    // { filePath, size, createTime }, as wx.getSavedFileList gives it
    file: Object,
  },
});
