import { pipeline } from "node:stream/promises";
import busboy, { type Busboy } from "busboy";
import { jsonReply, toObject, type Answer, type Reply, type RouteRequest } from "./route.ts";
import type { ArrivedFile, StoredFile, StoredFiles } from "./stored-files.ts";

interface Form {
  /** Names of all parts in the order in which they came. */
  parts: string[];
  fields: [name: string, value: string][];
  files: { field: string; file: StoredFile }[];
}

/** Takes a `multipart/form-data` body, stores its files, and tells what came. */
export function upload(storedFiles: StoredFiles): Answer {
  return async (request) => {
    const parser = createParser(request);
    if (parser instanceof Error) return refusal(request, parser);
    try {
      const { parts, fields, files } = await readForm(request, parser, storedFiles);
      return jsonReply(200, {
        parts,
        fields: toObject(fields),
        files: files.map(({ field, file: { id, ...facts } }) => ({
          field,
          ...facts,
          url: new URL(`/files/${id}`, request.url).href,
        })),
      });
    } catch (error) {
      if (!isMalformed(error)) throw error;
      return refusal(request, error);
    }
  };
}

function createParser({ headers }: RouteRequest): Busboy | Error {
  try {
    const limits = { fieldNameSize: Infinity, fieldSize: Infinity };
    return busboy({ headers, defParamCharset: "utf8", limits });
  } catch (error) {
    return error as Error;
  }
}

/** Of all that can go wrong here only the parser's own errors have no code: files and connections set one. */
function isMalformed(error: unknown): error is Error {
  return error instanceof Error && !("code" in error);
}

function refusal({ headers }: RouteRequest, { message }: Error): Reply {
  const contentType = headers["content-type"] ?? "no content-type";
  return jsonReply(400, { error: `Not a complete multipart/form-data body (${contentType}): ${message}` });
}

async function readForm(request: RouteRequest, parser: Busboy, storedFiles: StoredFiles): Promise<Form> {
  const parts: string[] = [];
  const fields: Form["fields"] = [];
  const arrivals: { field: string; arrival: Promise<ArrivedFile> }[] = [];
  // The parser gives `undefined` for an empty name, whatever its types say.
  parser.on("field", (name: string | undefined, value) => {
    parts.push(name ?? "");
    fields.push([name ?? "", value]);
  });
  parser.on("file", (name: string | undefined, bytes, { filename = "", mimeType }) => {
    const field = name ?? "";
    parts.push(field);
    const arrival = storedFiles.receive(bytes, filename, mimeType);
    // A full disk ends the parser, which would wait for this file for ever.
    arrival.catch((error: Error) => parser.destroy(error));
    arrivals.push({ field, arrival });
  });
  try {
    await pipeline(request.body, parser);
    const arrived = await Promise.all(arrivals.map(async ({ field, arrival }) => ({ field, file: await arrival })));
    const files = arrived.map(async ({ field, file }) => ({ field, file: await file.keep() }));
    return { parts, fields, files: await Promise.all(files) };
  } catch (error) {
    const outcomes = await Promise.allSettled(arrivals.map(({ arrival }) => arrival));
    for (const outcome of outcomes) if (outcome.status === "fulfilled") await outcome.value.discard();
    throw error;
  }
}
