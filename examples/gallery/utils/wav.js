// A WAV file is a head of 44 bytes and the samples: 16 bits each, as the format PCM of the recorder gives them.
const HEAD_BYTES = 44;

/** The head of a file with so many bytes of samples. */
function head(dataBytes, { sampleRate, numberOfChannels }) {
  const view = new DataView(new ArrayBuffer(HEAD_BYTES));
  const write = (at, text) => [...text].forEach((character, index) => view.setUint8(at + index, character.charCodeAt(0)));
  write(0, 'RIFF');
  view.setUint32(4, HEAD_BYTES - 8 + dataBytes, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, numberOfChannels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * numberOfChannels * 2, true);
  view.setUint16(32, numberOfChannels * 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, dataBytes, true);
  return view.buffer;
}

/** How loud some samples are, from 0 to 100: on the scale of decibels, as people hear. */
function level(data) {
  const samples = new Int16Array(data, 0, data.byteLength >> 1);
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  const decibels = 10 * Math.log10(power / 32768 ** 2);
  return Math.round(Math.max(0, Math.min(100, (decibels + 60) / 0.6)));
}

module.exports = { HEAD_BYTES, head, level };
