import { wavFile } from "./wav-file.ts";

/** Gives the server a sound and resolves with its URL. */
export function uploadSound(serverUrl: string, seconds: number): Promise<string> {
  return uploadFile(serverUrl, new File([wavFile(seconds)], "sound.wav", { type: "audio/wav" }));
}

/** Gives the server a file and resolves with its URL. */
export async function uploadFile(serverUrl: string, file: File): Promise<string> {
  const form = new FormData();
  form.append("file", file);
  const response = await fetch(`${serverUrl}/upload`, { method: "POST", body: form });
  const { files } = (await response.json()) as { files: { url: string }[] };
  return new URL(files[0]?.url ?? "", serverUrl).href;
}
