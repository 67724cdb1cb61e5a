import { types } from "node:util";

/** How to make a value of which an app must get one of its own realm: a copy would be another value. */
interface Recipe {
  readonly recipe: "bare object" | "revoked proxy" | "symbol" | "url";
  readonly text?: string;
}

/** Puts recipes in the place of values that can't go into the realm of an app. */
export function withRecipes(value: unknown, seen: Map<object, object> = new Map()): unknown {
  if (typeof value === "symbol") return { recipe: "symbol", text: value.description } satisfies Recipe;
  if (typeof value !== "object" || value === null) return value;
  // Nothing else is to be had from a proxy that is revoked, and suites have no other.
  if (types.isProxy(value)) return { recipe: "revoked proxy" } satisfies Recipe;
  if (value instanceof URL) return { recipe: "url", text: value.href } satisfies Recipe;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return { recipe: "bare object" } satisfies Recipe;
  if (prototype !== Object.prototype) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const copy = {};
  seen.set(value, copy);
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    const own = "value" in property ? { ...property, value: withRecipes(property.value, seen) } : property;
    Object.defineProperty(copy, name, own);
  }
  return copy;
}

/** The source of `cook`, which makes what {@link withRecipes} has described. */
export const COOK = `
const RECIPES = {
  "bare object": () => Object.create(null),
  "revoked proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  symbol: (text) => Symbol(text),
  // Apps have no class of this name, but may bring one.
  url: (text) => ({ href: text, toString: () => text, [Symbol.toStringTag]: "URL" }),
};
const cook = (value, seen = new Set()) => {
  if (typeof value !== "object" || value === null || seen.has(value)) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  seen.add(value);
  if (Object.hasOwn(value, "recipe")) return RECIPES[value.recipe](value.text);
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if ("value" in property) Object.defineProperty(value, name, { ...property, value: cook(property.value, seen) });
  }
  return value;
};`;
