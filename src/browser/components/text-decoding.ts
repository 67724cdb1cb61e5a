const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: "\u00a0",
  lt: "<",
  gt: ">",
  amp: "&",
  apos: "'",
  ensp: "\u2002",
  emsp: "\u2003",
};

/** Replaces the entities that the platform knows. */
export function decodeEntities(text: string): string {
  return text.replace(/&(nbsp|lt|gt|amp|apos|ensp|emsp);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}

/** Replaces spaces by the wide ones that `space` names, so that they keep their width; other names change nothing. */
export function widenSpaces(text: string, space: string): string {
  const wide = ["nbsp", "ensp", "emsp"].includes(space) ? ENTITIES[space] : undefined;
  return wide === undefined ? text : text.replaceAll(" ", wide);
}
