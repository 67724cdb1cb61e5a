import { echo } from "./echo.ts";
import { fixtureFile, storedFile } from "./files.ts";
import { fixtureFiles } from "./fixture-files.ts";
import { postcode } from "./postcode.ts";
import type { Route } from "./route.ts";
import type { StoredFiles } from "./stored-files.ts";
import { upload } from "./upload.ts";

/** Everything that the backend answers over HTTP. */
export function createRoutes(storedFiles: StoredFiles): Route[] {
  return [
    { methods: ["POST"], path: "/upload", answer: upload(storedFiles) },
    { methods: ["POST"], path: "/image", answer: upload(storedFiles) },
    { methods: ["GET"], path: "/files/", answer: storedFile(storedFiles) },
    ...[...fixtureFiles].map(([path, file]) => ({ methods: ["GET"], path, answer: fixtureFile(file) })),
    { methods: ["GET", "POST"], path: "/postcode/query", answer: postcode },
    { path: "/echo", answer: echo },
  ];
}
