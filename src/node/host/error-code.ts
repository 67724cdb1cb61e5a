/** Gives the `code` of an error of Node, such as `ENOENT`, or `""`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
