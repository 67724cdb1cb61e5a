import { once } from "node:events";
import type { Server } from "node:http";

/** Starts to listen. Rejects with a `ToolError` that says why it can't. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw explain(cause, port, host);
  }
}

function explain(cause: unknown, port: number, host: string): Error {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "EADDRINUSE") {
    const hint = "Stop the program that listens there, or choose another port.";
    return toolError("port-taken", `Port ${port} is taken. ${hint}`, hint, cause);
  }
  const hint = "Choose another port or host.";
  return toolError("cannot-listen", `Cannot listen on ${host}:${port} (${String(code)}). ${hint}`, hint, cause);
}

/** In the shape by which tools know a `ToolError`. */
function toolError(code: string, message: string, hint: string, cause: unknown): Error {
  return Object.assign(new Error(message, { cause }), { name: "ToolError", code, hint });
}
