/** The answer to a request, before it is sent. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  /** Text, or the absolute path of a file whose bytes follow. */
  body: string | { file: string };
}

/** An answer for people, such as "not found". */
export function textReply(status: number, text: string, headers: Record<string, string> = {}): Reply {
  return { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers }, body: `${text}\n` };
}
