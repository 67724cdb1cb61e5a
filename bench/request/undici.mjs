import { request } from "undici";
import { measure } from "../upload/measure.mjs";

await measure(async () => async (url) => {
  const { statusCode, body } = await request(`${url}?postcode=215001`);
  const data = await body.json();
  return data.error_code === 0 ? statusCode : 0;
});
