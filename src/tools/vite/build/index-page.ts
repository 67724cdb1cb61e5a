/** What a page says. */
export interface IndexPage {
  title: string;
  /** Content-Security-Policy. */
  policy: string;
  /** URL of the runtime's script for the page. */
  script: string;
  /** URL of the bundle. */
  bundle: string;
}

/** Makes the page of a site out of the runtime's, in which a server would say the policy. */
export function createIndexPage(template: string, { title, policy, script, bundle }: IndexPage): string {
  const parts = [
    ['<meta charset="utf-8" />', `<meta charset="utf-8" />\n    ${policyTag(policy)}`],
    ["<title>minihost</title>", `<title>${escape(title)}</title>`],
    ['src="../runtime/page.js"', `src="${escape(script)}"`],
    ['data-bundle="bundle.json"', `data-bundle="${escape(bundle)}"`],
  ] as const;
  return parts.reduce((page, [part, replacement]) => {
    if (!page.includes(part)) throw new Error(`The page of the runtime has no ${part}`);
    return page.replace(part, () => replacement);
  }, template);
}

function policyTag(policy: string): string {
  return `<meta http-equiv="Content-Security-Policy" content="${escape(policy)}" />`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
