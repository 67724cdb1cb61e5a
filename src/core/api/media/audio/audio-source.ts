import { isHostError, type PlayerSource, type Ports } from "../../../ports/index.ts";
import type { ApiContext } from "../../context.ts";
import { isNetworkUrl, localPathCandidates } from "../../local-path.ts";
import { refererOf } from "../../network/referer.ts";

/** What an app says of a source beside where it is. */
export interface SourceOptions {
  /** `origin` tells the server who asks. */
  referrerPolicy?: string;
  protocol?: string;
}

/** Finds out what `src` of a player names. Where it leads nowhere, the player finds no file. */
export function toPlayerSource(
  src: string,
  { referrerPolicy, protocol }: SourceOptions,
  { ports, app }: Pick<ApiContext, "ports" | "app">,
): PlayerSource {
  const isNetwork = isNetworkUrl(src);
  const local = isNetwork ? undefined : findLocal(localPathCandidates(src, app.currentPagePath()), ports);
  return {
    location: local ?? src,
    protocol: protocol === "hls" ? "hls" : "http",
    ...(isNetwork && referrerPolicy === "origin" ? { referer: refererOf(app.appId) } : {}),
  };
}

/** The first of several files that is there; of one, its player finds out itself. */
function findLocal(paths: readonly string[], { fileSystem }: Pick<Ports, "fileSystem">): string | undefined {
  const [first, ...others] = paths;
  if (others.length === 0) return first;
  return paths.find((path) => exists(path, fileSystem)) ?? first;
}

function exists(path: string, fileSystem: Ports["fileSystem"]): boolean {
  try {
    return !fileSystem.statSync(path).isDirectory;
  } catch (error) {
    if (isHostError(error)) return false;
    throw error;
  }
}
