import { createHash } from "node:crypto";
import type { ByteRange } from "./byte-range.ts";
import { contentReply } from "./content-reply.ts";
import type { FixtureFile } from "./fixture-files.ts";
import { jsonReply, type Answer } from "./route.ts";
import type { StoredFiles } from "./stored-files.ts";

/** Answers `/files/:id` with a stored file. */
export function storedFile(storedFiles: StoredFiles): Answer {
  return async (request) => {
    const id = request.url.pathname.slice("/files/".length);
    const file = await storedFiles.find(id);
    if (file === undefined) return jsonReply(404, { error: `There is no file ${id}` });
    return contentReply(request, {
      contentType: file.contentType,
      sizeBytes: file.size,
      tag: file.sha256,
      read: (range) => storedFiles.read(id, range),
    });
  };
}

/** Answers with a file that the backend has of its own. */
export function fixtureFile({ contentType, bytes }: FixtureFile): Answer {
  const tag = createHash("sha256").update(bytes).digest("hex");
  const read = ({ start, end }: ByteRange): Buffer => bytes.subarray(start, end + 1);
  return (request) => contentReply(request, { contentType, sizeBytes: bytes.length, tag, read });
}
