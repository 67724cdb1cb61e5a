/** Hands a copy of a file to the browser's downloads, under this name. */
export function download(blob: Blob, name: string): void {
  // By any other type, and without one, a browser may give a name an extension.
  const url = URL.createObjectURL(blob.slice(0, blob.size, "application/octet-stream"));
  downloadUrl(url, name);
  // The browser has opened it by the end of this turn.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** Hands what is at a URL to the browser's downloads; what another server has opens in a tab of its own, for browsers save it from there only. */
export function downloadUrl(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.target = "_blank";
  link.rel = "noreferrer";
  link.click();
}
