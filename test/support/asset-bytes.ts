/** Fetches the bytes of a file that was imported with `?inline`. */
export async function assetBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}
