import parser from "postcss-selector-parser";

/** How the selectors of a style sheet are rewritten. */
export interface SelectorScope {
  /** Class prefix, `""` for none. */
  scope: string;
  /** Called for `:host` where there is no scope that it could name. */
  onUselessHost?: () => void;
}

/** Pseudo-classes whose arguments are selectors; those of others (`:nth-child(2n)`) are something else. */
const SELECTOR_PSEUDOS = new Set([
  ":not",
  ":is",
  ":where",
  ":has",
  ":matches",
  ":-webkit-any",
  ":-moz-any",
  "::slotted",
]);

/**
 * Rewrites a selector for the tree that the view draws: `view` is `<wx-view>` there, classes of an isolated component have its prefix, and
 * `:host` is the element that has the component's scope. Throws for text that is no selector.
 */
export function rewriteSelector(selector: string, { scope, onUselessHost }: SelectorScope): string {
  // Most selectors of pages are of this kind.
  if (scope === "" && CLASSES_ONLY.test(selector)) return selector;
  const root = PARSER.astSync(selector);
  const rewrite = (container: parser.Root | parser.Selector | parser.Pseudo): void => {
    // Hosts are replaced by several nodes.
    for (const node of container.nodes.slice()) {
      if (node.type === "tag") node.value = tagOf(node.value);
      else if (node.type === "class" && scope !== "") node.value = `${scope}--${node.value}`;
      else if (node.type === "selector") rewrite(node);
      else if (node.type === "pseudo" && node.value === ":host") {
        if (scope === "") onUselessHost?.();
        replaceHost(node, scope);
      } else if (node.type === "pseudo" && SELECTOR_PSEUDOS.has(node.value.toLowerCase())) rewrite(node);
    }
  };
  rewrite(root);
  return root.toString();
}

const PARSER = parser();

const CLASSES_ONLY =
  /^\.[\w-]+(?:[ >+~]+\.[\w-]+|\.[\w-]+|::?(?:after|before|active|first-child|last-child)(?![\w(-]))*$/;

function tagOf(name: string): string {
  return name.startsWith("wx-") ? name : `wx-${name}`;
}

/** `:host(.a)` is the host if it has the class, which the component's user gave it. */
function replaceHost(host: parser.Pseudo, scope: string): void {
  const attribute = parser.attribute({ attribute: "wx-host", operator: "=", value: scope, quoteMark: '"', raws: {} });
  attribute.setValue(scope, { quoteMark: '"' });
  attribute.rawSpaceBefore = host.rawSpaceBefore;
  attribute.rawSpaceAfter = host.rawSpaceAfter;
  const condition = host.nodes[0]?.nodes ?? [];
  host.replaceWith(attribute, ...condition);
}
