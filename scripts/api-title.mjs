// How pages of the reference name an API, and where they put it.

/** @typedef {import("../src/core/api/api.ts").AnyApi} AnyApi */

/**
 * The first folder of the platform's own reference.
 *
 * @param {AnyApi} api
 * @returns {string}
 */
export function groupOf({ reference }) {
  return reference.split("/", 1)[0] ?? "";
}

/**
 * The names that an app calls.
 *
 * @param {AnyApi} api
 * @returns {string[]}
 */
export function namesOf(api) {
  return "subscribe" in api ? [eventName("on", api.name), eventName("off", api.name)] : [api.name];
}

/**
 * @param {AnyApi} api
 * @returns {string}
 */
export function titleOf(api) {
  return namesOf(api).join(", ");
}

/**
 * Calls back with each group and its APIs, in the order of their names.
 *
 * @template Result
 * @param {readonly AnyApi[]} apis
 * @param {(group: string, members: AnyApi[]) => Result[]} write
 * @returns {Result[]}
 */
export function forEachGroup(apis, write) {
  return [...new Set(apis.map(groupOf))].toSorted().flatMap((group) => {
    const members = apis.filter((api) => groupOf(api) === group);
    return write(
      group,
      members.toSorted((a, b) => titleOf(a).localeCompare(titleOf(b), "en")),
    );
  });
}

/**
 * @param {"on" | "off"} prefix
 * @param {string} name
 * @returns {string}
 */
export function eventName(prefix, name) {
  return prefix + name.charAt(0).toUpperCase() + name.slice(1);
}
