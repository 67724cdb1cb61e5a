import { createReadStream } from "node:fs";
import { Agent } from "node:http";
import axios from "axios";
import FormData from "form-data";
import { measure } from "./measure.mjs";

const httpAgent = new Agent({ keepAlive: true });
await measure(async (file) => async (url) => {
  const form = new FormData();
  form.append("user", "bench");
  form.append("file", createReadStream(file));
  // Without maxRedirects: 0 axios keeps the whole body in memory, to be able to send it again.
  const response = await axios.post(url, form, { httpAgent, maxRedirects: 0, maxBodyLength: Infinity });
  return response.status;
});
httpAgent.destroy();
