import fc from "fast-check";
import type { FileCall } from "./file-model.ts";

const name = fc.constantFrom("a", "b", "猫 c");
const path = fc
  .oneof(
    { arbitrary: fc.tuple(name), weight: 4 },
    { arbitrary: fc.tuple(name, name), weight: 2 },
    { arbitrary: fc.tuple(name, name, name), weight: 1 },
  )
  .map((names) => `/${names.join("/")}`);
const text = fc.string({ maxLength: 12, unit: fc.constantFrom("x", "y", "z") });
const length = fc.nat(16);
const position = fc.option(length, { nil: null });
const descriptor = fc.nat(2);
const flag = fc.constantFrom("r", "r+", "w", "w+", "wx", "a", "a+", "ax+");

/** Any sequence of calls on a few paths, so that they meet. */
export const fileCalls: fc.Arbitrary<FileCall[]> = fc.array(
  fc.oneof(
    fc.tuple(
      fc.constantFrom("access" as const, "readdir" as const, "readFile" as const, "stat" as const, "unlink" as const),
      path,
    ),
    fc.tuple(fc.constantFrom("mkdir" as const, "rmdir" as const), path, fc.boolean()),
    fc.tuple(fc.constantFrom("writeFile" as const, "appendFile" as const), path, text),
    fc.tuple(fc.constantFrom("rename" as const, "copyFile" as const), path, path),
    fc.tuple(fc.constant("truncate" as const), path, length),
    fc.tuple(fc.constant("open" as const), path, flag),
    fc.tuple(fc.constant("write" as const), descriptor, text, position),
    fc.tuple(fc.constant("read" as const), descriptor, fc.integer({ min: 1, max: 16 }), position),
    fc.tuple(fc.constant("ftruncate" as const), descriptor, length),
    fc.tuple(fc.constant("close" as const), descriptor),
  ),
  { minLength: 1, maxLength: 60 },
);
