import { places } from "./postcode-table.ts";
import { jsonReply, readBody, type Answer, type RouteRequest } from "./route.ts";

/**
 * Tells the places of a Chinese postcode, given as `postcode` in a form, in JSON, or in the query.
 *
 * As such services do, it answers with status 200 whatever it found: `error_code` is 0, 1001 without a postcode, 1002 for
 * one that it does not know.
 */
export const postcode: Answer = async (request) => {
  const wanted = await wantedPostcode(request);
  if (wanted === "") return refusal(1001, "The parameter postcode is missing");
  const list = places.filter(({ PostNumber }) => PostNumber === wanted);
  if (list.length === 0) return refusal(1002, `The postcode ${wanted} is unknown`);
  return jsonReply(200, { error_code: 0, reason: "success", result: { list } });
};

function refusal(code: number, reason: string): ReturnType<typeof jsonReply> {
  return jsonReply(200, { error_code: code, reason, result: null });
}

async function wantedPostcode(request: RouteRequest): Promise<string> {
  const text = (await readBody(request)).toString();
  const isJson = request.headers["content-type"]?.startsWith("application/json") ?? false;
  const fromBody = isJson ? readJson(text) : new URLSearchParams(text).get("postcode");
  return (fromBody ?? request.url.searchParams.get("postcode") ?? "").trim();
}

/** Accepts the code as a number too; what is no JSON at all has no postcode. */
function readJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "postcode" in value ? String(value.postcode) : undefined;
  } catch {
    return undefined;
  }
}
