import type { IncomingHttpHeaders } from "node:http";

/** One request as a route sees it. */
export interface RouteRequest {
  method: string;
  /** Absolute, with the host that the client asked for. */
  url: URL;
  headers: IncomingHttpHeaders;
  /** The body, as slow and as short as the query asks. Another iteration goes on where the one before stopped. */
  body: AsyncIterable<Buffer>;
  /** Aborts when the connection or the backend closes. */
  signal: AbortSignal;
}

/** The answer of a route. */
export interface Reply {
  status: number;
  /** A list is one header for each of its items. */
  headers: Record<string, string | number | string[]>;
  body: Buffer | AsyncIterable<Buffer>;
}

/** Answers one request. Rejects only when the connection broke or the backend itself failed. */
export type Answer = (request: RouteRequest) => Reply | Promise<Reply>;

/** One line of the route table. */
export interface Route {
  /** `undefined` stands for any method. `HEAD` is answered as `GET`. */
  methods?: readonly string[];
  /** The whole path, or with a slash at its end the beginning of it. */
  path: string;
  answer: Answer;
}

/** Gives the route's answer, or one that says what there is instead. */
export function findAnswer(routes: readonly Route[], method: string, path: string): Answer {
  const onPath = routes.filter((route) =>
    route.path.endsWith("/") ? path.startsWith(route.path) : path === route.path,
  );
  if (onPath.length === 0) return () => jsonReply(404, { error: `There is no route ${path}` });
  const wanted = method === "HEAD" ? "GET" : method;
  const found = onPath.find(({ methods }) => methods === undefined || methods.includes(wanted));
  if (found !== undefined) return found.answer;
  const allowed = onPath.flatMap(({ methods = [] }) => methods).join(", ");
  return () => {
    const reply = jsonReply(405, { error: `${path} takes ${allowed}, not ${method}` });
    return { ...reply, headers: { ...reply.headers, allow: allowed } };
  };
}

/** An answer in JSON. */
export function jsonReply(status: number, value: unknown): Reply {
  const body = Buffer.from(JSON.stringify(value));
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "content-length": body.length },
    body,
  };
}

/** Reads the whole body into memory. */
export async function readBody(request: RouteRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A query or a form as an object: a name that comes once has a string, one that comes more often a list. */
export function toObject(pairs: Iterable<[name: string, value: string]>): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    const former = values.get(name);
    values.set(name, former === undefined ? value : [former, value].flat());
  }
  return Object.fromEntries(values);
}
