import { element } from "./element.ts";

/** The first lines of an entry's details. */
export function detailsHead(title: string, error: string | undefined): Node[] {
  const heading = element("h3", { className: "details-url" }, title);
  if (error === undefined) return [heading];
  return [heading, element("p", { className: "details-error", role: "alert" }, error)];
}

/** Names and values, or a dash when there are none. */
export function detailsList(values: Record<string, string>): HTMLElement {
  const entries = Object.entries(values);
  if (entries.length === 0) return element("p", { className: "details-none" }, "—");
  return element("dl", {}, ...entries.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}
