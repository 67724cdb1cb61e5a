/** What error texts say of the path of a call, behind the reason. */
export interface PathWords {
  /** When something is missing, or of the wrong kind. */
  readonly detail: string;
  /** When it may not be touched. */
  readonly denied: string;
}

/** Of calls that open a file: `, open "{path}"`. */
export function openWords(path: string): PathWords {
  return { detail: `, open "${path}"`, denied: `, open "${path}"` };
}

/** Of calls about a path: ` {path}`. */
export function pathWords(path: string): PathWords {
  return { detail: ` ${path}`, denied: `, open "${path}"` };
}

/** Of calls with two paths: `, rename {path} -> {newPath}`. */
export function pairWords(verb: string, path: string, newPath: string): PathWords {
  const detail = `, ${verb} ${path} -> ${newPath}`;
  return { detail, denied: detail };
}
