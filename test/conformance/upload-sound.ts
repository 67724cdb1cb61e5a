import { wavFile } from "./wav-file.ts";

/** Gives the server a sound and resolves with its URL. */
export async function uploadSound(serverUrl: string, seconds: number): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([wavFile(seconds)], { type: "audio/wav" }), "sound.wav");
  const response = await fetch(`${serverUrl}/upload`, { method: "POST", body: form });
  const { files } = (await response.json()) as { files: { url: string }[] };
  return new URL(files[0]?.url ?? "", serverUrl).href;
}
