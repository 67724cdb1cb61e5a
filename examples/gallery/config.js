module.exports = {
  // The example server. For an app on your phone, put the address of your computer here.
  backend: 'http://127.0.0.1:8090',
};
