/** What a case can run on: Node, Chromium, and Chromium with its network behind a gateway; the same two in Firefox. */
export type ConformanceHost = "node" | "browser" | "gateway" | "firefox" | "firefox-gateway";

/** The case of a suite, as one place of a host ran it. */
export interface ConformanceOutcome {
  /** Name of the suite, such as `upload-file`. */
  readonly suite: string;
  /** The titles around it, the outermost first, which names the place; its own title is the last. */
  readonly path: readonly string[];
  readonly isPassed: boolean;
  /** Whether the browser was Firefox. */
  readonly isInFirefox?: boolean;
}

/**
 * By suite: the hosts that ran it, and by case those on which it passed and, with a minus, those that leave it out because they can't do
 * that. Hosts are separated by spaces.
 */
export type ConformanceResults = Record<string, { hosts: string; cases: Record<string, string> }>;

/** The hosts, by the titles that test files give to the places where a suite runs. What has another title is beyond the suite. */
const PLACES: ReadonlyMap<string, "node" | "browser" | "gateway"> = new Map([
  ["Node host", "node"],
  ["an app on a headless device", "node"],
  ["a page", "browser"],
  ["the page", "browser"],
  ["DOM", "browser"],
  ["a page and its Worker", "browser"],
  ["the origin private file system", "browser"],
  ["a database", "browser"],
  ["a Worker that is locked down", "browser"],
  ["the page, through a gateway", "gateway"],
  ["the origin private file system, through a gateway", "gateway"],
  ["a Worker that is locked down, through a gateway", "gateway"],
]);
const LONGEST = 160;
const HOSTS: readonly ConformanceHost[] = ["node", "browser", "gateway", "firefox", "firefox-gateway"];
const FIREFOX_HOSTS = { node: undefined, browser: "firefox", gateway: "firefox-gateway" } as const;

/** Puts outcomes in an order that depends on nothing else. What passed on a host passed in all its places that have the case. */
export function toResults(outcomes: readonly ConformanceOutcome[]): ConformanceResults {
  const results: ConformanceResults = {};
  for (const suite of [...new Set(outcomes.map((outcome) => outcome.suite))].toSorted()) {
    const own = outcomes.filter((outcome) => outcome.suite === suite);
    const ran = HOSTS.filter((host) => own.some((outcome) => hostOf(outcome) === host));
    if (ran.length === 0) continue;
    // Titles in the order in which the suite has them.
    const titles = new Set(ran.flatMap((host) => own.filter((outcome) => hostOf(outcome) === host).map(titleOf)));
    const cases = [...titles].map((title) => [title, endsOn(own.filter((outcome) => titleOf(outcome) === title))]);
    results[suite] = { hosts: ran.join(" "), cases: Object.fromEntries(cases) as Record<string, string> };
  }
  return results;
}

/** Takes away what Firefox did. */
export function withoutFirefox(results: ConformanceResults): ConformanceResults {
  const strip = (hosts: string): string => hosts.replaceAll(/ ?-?\bfirefox(?:-gateway)?(?= |$)/g, "").trim();
  const own = Object.entries(results).map(([suite, { hosts, cases }]) => {
    const rest = Object.entries(cases).map(([title, words]) => [title, strip(words)] as const);
    return [
      suite,
      { hosts: strip(hosts), cases: Object.fromEntries(rest.filter(([, words]) => words !== "")) },
    ] as const;
  });
  return Object.fromEntries(own.filter(([, { hosts }]) => hosts !== ""));
}

/** Tells in one line each what is not as it was. */
export function describeChanges(before: ConformanceResults, after: ConformanceResults): string[] {
  const suites = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return suites.flatMap((suite) => {
    const [old, current] = [before[suite], after[suite]];
    const changes: string[] = [];
    if (old?.hosts !== current?.hosts) {
      changes.push(`${suite}: ran on ${old?.hosts ?? "no host"}, now on ${current?.hosts ?? "no host"}`);
    }
    for (const title of new Set([...Object.keys(old?.cases ?? {}), ...Object.keys(current?.cases ?? {})])) {
      const [was, is] = [old?.cases[title], current?.cases[title]];
      if (was !== is) changes.push(`${suite} > ${title}: ${was ?? "not there"}, now ${is ?? "not there"}`);
    }
    return changes;
  });
}

/** The host that ran a case; `undefined` for a case beyond its suite. */
export function hostOf({ path: [place = ""], isInFirefox }: ConformanceOutcome): ConformanceHost | undefined {
  const host = PLACES.get(place);
  return isInFirefox && host !== undefined ? FIREFOX_HOSTS[host] : host;
}

function titleOf({ path }: ConformanceOutcome): string {
  return path.slice(1).map(shorten).join(" > ");
}

/** Some titles have a value of thousands of characters. */
function shorten(title: string): string {
  return title.length > LONGEST ? `${title.slice(0, LONGEST)}…` : title;
}

function endsOn(outcomes: readonly ConformanceOutcome[]): string {
  const words = HOSTS.flatMap((host) => {
    const places = outcomes.filter((outcome) => hostOf(outcome) === host);
    if (places.length === 0) return [];
    return places.every(({ isPassed }) => isPassed) ? host : `-${host}`;
  });
  return words.join(" ");
}
