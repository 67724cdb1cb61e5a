const SPACE = /[ \t\r\n]*/y;
// \p{Cc} has more characters than JSON forbids.
const STRING = /"(?:[^"\\\p{Cc}]|[\u007F-\u009F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/uy;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

/** Finds where a text stops being JSON, which `JSON.parse` tells only sometimes. `undefined` when it is JSON. */
export function findJsonError(text: string): number | undefined {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const isMatch = pattern.test(text);
    if (isMatch) at = pattern.lastIndex;
    return isMatch;
  };
  const take = (character: string): boolean => {
    skip(SPACE);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const list = (end: string, entry: () => boolean): boolean => {
    if (take(end)) return true;
    do {
      if (!entry()) return false;
    } while (take(","));
    return take(end);
  };
  const string = (): boolean => {
    skip(SPACE);
    return skip(STRING);
  };
  const value = (): boolean => {
    if (take("{")) return list("}", () => string() && take(":") && value());
    if (take("[")) return list("]", value);
    return skip(STRING) || skip(SCALAR);
  };
  if (!value()) return at;
  skip(SPACE);
  return at === text.length ? undefined : at;
}
