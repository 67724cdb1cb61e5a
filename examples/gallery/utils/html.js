// Reads a web page without a DOM: its title, headings, paragraphs, items of lists and pictures, one after another.

const TAG = /<(?:!--|[!?]|(\/?)([a-z][a-z0-9-]*))/iy;
const SRC = /\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
// What stands in these is no text of the page.
const HIDDEN = /^(title|script|style|template|noscript|svg|textarea|select|iframe)$/;
const INLINE = /^(a|abbr|b|bdi|bdo|cite|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr)$/;
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const LAST_CODE_POINT = 0x10ffff;

function character(entity, hex, decimal, name) {
  if (name) return NAMED[name.toLowerCase()] || entity;
  const code = hex ? parseInt(hex, 16) : Number(decimal);
  return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : entity;
}

function toText(html) {
  return html
    .replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/gi, character)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Makes the address of a picture absolute; there is no URL in a mini program. */
function absolute(address, pageUrl) {
  const [origin, scheme] = /^([a-z]+:)\/\/[^/?#]*/i.exec(pageUrl);
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  if (address.startsWith('//')) return scheme + address;
  if (address.startsWith('/')) return origin + address;
  const [folder] = /^[^?#]*\//.exec(pageUrl.slice(origin.length)) || ['/'];
  return origin + folder + address;
}

/** The tag or comment that begins here, or null where "<" is only a character. */
function tagAt(html, start) {
  TAG.lastIndex = start;
  const [opening, slash, name = ''] = TAG.exec(html) || [];
  if (!opening) return null;
  const closer = opening === '<!--' ? '-->' : '>';
  const last = html.indexOf(closer, start + opening.length);
  return {
    name: name.toLowerCase(),
    isClosing: slash === '/',
    attributes: html.slice(start + opening.length, last < 0 ? html.length : last),
    end: last < 0 ? html.length : last + closer.length,
  };
}

/** Where the element that was opened before this position ends. */
function endOf(name, html, position) {
  const closing = new RegExp('</' + name, 'gi');
  closing.lastIndex = position;
  const found = closing.exec(html);
  return found ? found.index : html.length;
}

function kindOf({ name, isClosing }) {
  if (!isClosing && name === 'li') return 'item';
  return !isClosing && /^h[1-6]$/.test(name) ? 'heading' : 'paragraph';
}

/** Gives the title, and blocks of { kind, text }; those of kind "picture" have a src instead of a text. */
function readPage(html, url) {
  const blocks = [];
  let title = '';
  let kind = 'paragraph';
  let pending = '';
  const finish = (nextKind) => {
    const text = toText(pending);
    if (text) blocks.push({ kind, text });
    pending = '';
    kind = nextKind;
  };
  let position = 0;
  while (position < html.length) {
    const start = html.indexOf('<', position);
    pending += html.slice(position, start < 0 ? html.length : start);
    if (start < 0) break;
    const tag = tagAt(html, start);
    position = tag ? tag.end : start + 1;
    if (!tag) pending += '<';
    else if (tag.name === 'img') {
      finish(kind);
      const src = SRC.exec(tag.attributes);
      if (src) blocks.push({ kind: 'picture', src: absolute(toText(src[1] || src[2] || src[3] || ''), url) });
    } else if (!tag.isClosing && HIDDEN.test(tag.name)) {
      position = endOf(tag.name, html, tag.end);
      if (tag.name === 'title') title = title || toText(html.slice(tag.end, position));
    } else if (tag.name && !INLINE.test(tag.name)) finish(kindOf(tag));
  }
  finish('paragraph');
  return { title, blocks };
}

module.exports = { readPage };
