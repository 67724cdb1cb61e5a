// Names at the left, values at the right; long values wrap.
Component({
  properties: {
    // { key, value }[]
    rows: Array,
  },
});
