// How far an upload or a download is: a bar, and the numbers below it.
Component({
  properties: {
    percent: Number,
    doneBytes: Number,
    totalBytes: Number,
    // The word between the two, as in "1 KB of 8 KB".
    of: String,
    // What is waited for, if anything.
    note: String,
  },
});
