const words = ["pretty", "large", "big", "small", "tall", "short", "long", "handsome", "plain", "quaint"];

Page({
  data: { rows: [], isDone: false },

  create() {
    const rows = Array.from({ length: 1000 }, (_, id) => ({ id, label: `${words[id % 10]} ${words[(id * 7) % 10]}` }));
    this.setData({ rows, isDone: true });
  },

  select() {},
});
