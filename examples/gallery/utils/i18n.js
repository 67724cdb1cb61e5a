const texts = {
  zh: {
    index: {
      title: 'minihost 示例',
      about: '普通的微信小程序，运行在任何浏览器里',
      examples: '示例',
      upload: '上传图片',
      form: '图片与表单字段',
      postcode: '查询邮政编码',
    },
    upload: {
      title: '上传图片',
      picture: '图片',
      choose: '选择图片',
      chooseAgain: '重新选择',
      speed: '速度',
      speeds: [
        { value: 'fast', text: '全速' },
        { value: 'slow', text: '200 KB/s' },
      ],
      upload: '上传',
      cancel: '取消上传',
      progress: '进度',
      of: '/',
      waiting: '等待服务器',
      answer: '服务器的回答',
      name: '文件名',
      type: '类型',
      size: '大小',
      url: '地址',
    },
    form: {
      title: '图片与表单字段',
      picture: '图片',
      choose: '选择',
      none: '未选择',
      editable: '可编辑的字段',
      name: '名字',
      namePlaceholder: '您的名字',
      note: '备注',
      notePlaceholder: '写点什么',
      fixed: '其他字段',
      upload: '上传',
      received: '服务器收到的字段',
    },
    postcode: {
      title: '查询邮政编码',
      code: '邮政编码',
      placeholder: '六位数字',
      tryOne: '试一试',
      method: '请求方法',
      query: '查询',
      found: '查询结果',
      nothing: '没有找到这个邮政编码',
    },
  },
  en: {
    index: {
      title: 'minihost examples',
      about: 'A plain WeChat mini program, in any browser',
      examples: 'Examples',
      upload: 'Upload a picture',
      form: 'Picture and form fields',
      postcode: 'Look up a postal code',
    },
    upload: {
      title: 'Upload a picture',
      picture: 'Picture',
      choose: 'Choose a picture',
      chooseAgain: 'Change',
      speed: 'Speed',
      speeds: [
        { value: 'fast', text: 'Full' },
        { value: 'slow', text: '200 KB/s' },
      ],
      upload: 'Upload',
      cancel: 'Cancel',
      progress: 'Progress',
      of: 'of',
      waiting: 'waiting for the server',
      answer: "The server's answer",
      name: 'File name',
      type: 'Type',
      size: 'Size',
      url: 'Address',
    },
    form: {
      title: 'Picture and form fields',
      picture: 'Picture',
      choose: 'Choose',
      none: 'None chosen',
      editable: 'Fields to edit',
      name: 'Name',
      namePlaceholder: 'Your name',
      note: 'Note',
      notePlaceholder: 'Write something',
      fixed: 'More fields',
      upload: 'Upload',
      received: 'Fields as the server received them',
    },
    postcode: {
      title: 'Look up a postal code',
      code: 'Postal code',
      placeholder: 'Six digits',
      tryOne: 'Try one',
      method: 'Method',
      query: 'Look up',
      found: 'Result',
      nothing: 'No address has this postal code',
    },
  },
};

// A module runs once, so this is the language of the whole app.
let language = wx.getAppBaseInfo().language.startsWith('zh') ? 'zh' : 'en';

module.exports = {
  languages: [
    { value: 'zh', text: '中文' },
    { value: 'en', text: 'English' },
  ],

  getLanguage() {
    return language;
  },

  setLanguage(value) {
    language = value;
  },

  texts(name) {
    return texts[language][name];
  },

  /** Gives a page its texts, as `t`, and its title, in the language of now. */
  translate(page, name) {
    const t = texts[language][name];
    page.setData({ t });
    wx.setNavigationBarTitle({ title: t.title });
  },
};
