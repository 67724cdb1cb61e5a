import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import { fetch, FormData } from "undici";
import { measure } from "./measure.mjs";

await measure(async (file) => async (url) => {
  const form = new FormData();
  form.set("user", "bench");
  form.set("file", await openAsBlob(file), basename(file));
  const response = await fetch(url, { method: "POST", body: form });
  await response.text();
  return response.status;
});
