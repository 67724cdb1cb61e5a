import { WxError } from "../wx-error.ts";

/** Throws unless `url` is an absolute HTTP URL. */
export function checkUrl(url: string): void {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new WxError(`invalid url "${url}"`, 600009);
}
