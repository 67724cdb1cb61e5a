import CachePolicy from "http-cache-semantics";
import type { HttpEvents } from "../../core/ports/index.ts";
import { isRedirect } from "../../core/protocol/index.ts";
import { readHead, type ReceivedHead } from "./http-headers.ts";
import type { Failed } from "./http-exchange.ts";
import type { WholeAnswer, WholeExchange, WholeExchanger } from "./whole-exchange.ts";

/** A response that may be used again. */
interface StoredAnswer {
  readonly policy: CachePolicy;
  readonly answer: WholeAnswer;
}

const MOST_BYTES = 16 * 1024 * 1024;
/** One response must not push out all others. */
const MOST_ANSWER_BYTES = MOST_BYTES / 4;
const NOT_MODIFIED = 304;
/** Of a request with one of these the app decides itself, as with `fetch`. */
const CONDITIONS = new Set([
  "if-match",
  "if-none-match",
  "if-modified-since",
  "if-unmodified-since",
  "if-range",
  "range",
]);
const SAFE = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/**
 * The cache of one device: private, in memory, of at most 16 MiB.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111
 */
export class HttpCache {
  /** Responses by URL, several where they vary; what was used last comes last. */
  readonly #stored = new Map<string, StoredAnswer[]>();
  readonly #exchanger: WholeExchanger;
  #sizeBytes = 0;

  /** `exchanger` does what the cache can't. */
  constructor(exchanger: WholeExchanger) {
    this.#exchanger = exchanger;
  }

  /** Answers with what is stored, as far as it may, and stores what may be. */
  async run(exchange: WholeExchange): Promise<WholeAnswer | Failed> {
    const { url, method, headers } = exchange.target;
    const request = { url: url.href, method, headers: { ...lowerCased(headers), host: url.host } };
    const decides = Object.keys(request.headers).some((name) => CONDITIONS.has(name));
    if (method !== "GET" || decides) return this.#exchanger.run(exchange);
    const candidates = this.#touch(url.href);
    const fresh = candidates.find(({ policy }) => policy.satisfiesWithoutRevalidation(request));
    if (fresh !== undefined) return deliver(fresh.answer, exchange);
    for (const stale of candidates) {
      const conditions = conditionsOf(stale.policy.revalidationHeaders(request));
      if (conditions !== undefined) return this.#revalidate(stale, conditions, exchange, request);
    }
    const answer = await this.#exchanger.run(exchange);
    if (!("cause" in answer)) this.#store(url.href, new CachePolicy(request, toResponse(answer.head), PRIVATE), answer);
    return answer;
  }

  /** Forgets a URL whose resource a request of this method may have changed. */
  invalidate(url: string, method: string, statusCode: number): void {
    if (!SAFE.has(method) && statusCode < 400) for (const old of this.#stored.get(url) ?? []) this.#remove(url, old);
  }

  /** Asks the server whether a response is still the one. */
  async #revalidate(
    stale: StoredAnswer,
    conditions: Record<string, string>,
    exchange: WholeExchange,
    request: CachePolicy.Request,
  ): Promise<WholeAnswer | Failed> {
    const { target, events } = exchange;
    const key = target.url.href;
    const asking: WholeExchange = {
      ...exchange,
      target: { ...target, headers: { ...target.headers, ...conditions } },
      events: withoutNotModified(events),
    };
    const answer = await this.#exchanger.run(asking);
    if ("cause" in answer) return answer;
    const { policy, modified } = stale.policy.revalidatedPolicy(request, toResponse(answer.head));
    this.#remove(key, stale);
    if (modified) {
      this.#store(key, policy, answer);
      return answer;
    }
    const renewed = { head: renew(stale.answer.head, answer.head), bytes: stale.answer.bytes };
    this.#store(key, policy, renewed);
    return deliver(renewed, exchange);
  }

  /** Gives what is stored of a URL, and makes it what was used last. */
  #touch(key: string): readonly StoredAnswer[] {
    const stored = this.#stored.get(key);
    if (stored === undefined) return [];
    this.#stored.delete(key);
    this.#stored.set(key, stored);
    return stored;
  }

  #store(key: string, policy: CachePolicy, answer: WholeAnswer): void {
    const { head, bytes } = answer;
    // Of a redirect that is followed the body is missing.
    const isWhole = !isRedirect(head.facts.statusCode, head.find("location"));
    if (!isWhole || !policy.storable() || bytes.length > MOST_ANSWER_BYTES) return;
    const others = this.#touch(key);
    this.#stored.set(key, [{ policy, answer }, ...others]);
    this.#sizeBytes += bytes.length;
    for (const [oldest, stored] of this.#stored) {
      for (const old of stored.toReversed()) {
        if (this.#sizeBytes <= MOST_BYTES) return;
        this.#remove(oldest, old);
      }
    }
  }

  #remove(key: string, old: StoredAnswer): void {
    const stored = this.#stored.get(key) ?? [];
    if (!stored.includes(old)) return;
    const rest = stored.filter((other) => other !== old);
    this.#sizeBytes -= old.answer.bytes.length;
    if (rest.length === 0) this.#stored.delete(key);
    else this.#stored.set(key, rest);
  }
}

const PRIVATE: CachePolicy.Options = { shared: false };

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** What of the headers asks for a response only if there is another. */
function conditionsOf(headers: CachePolicy.Headers): Record<string, string> | undefined {
  const conditions = Object.entries(headers).filter(([name]) => CONDITIONS.has(name));
  return conditions.length === 0
    ? undefined
    : Object.fromEntries(conditions.map(([name, value]) => [name, String(value)]));
}

function toResponse({ facts }: ReceivedHead): CachePolicy.Response {
  return { status: facts.statusCode, headers: lowerCased(facts.header) };
}

/** Puts the headers of "not modified" in the place of those of the response that it renews. */
function renew(stored: ReceivedHead, { facts }: ReceivedHead): ReceivedHead {
  const newer = lowerCased(facts.header);
  // What describes the body that did not come.
  const kept = Object.entries(stored.facts.header).filter(
    ([name]) => !Object.hasOwn(newer, name.toLowerCase()) || /^content-(encoding|length|range|type)$/i.test(name),
  );
  const keptNames = new Set(kept.map(([name]) => name.toLowerCase()));
  const renewed = Object.entries(facts.header).filter(([name]) => !keptNames.has(name.toLowerCase()));
  return readHead(stored.facts.statusCode, [...kept, ...renewed].flat());
}

/** Keeps from the app that the server was asked whether there is something new. */
function withoutNotModified(events: HttpEvents): HttpEvents {
  return {
    ...events,
    onHead: (head) => {
      if (head.statusCode !== NOT_MODIFIED) events.onHead?.(head);
    },
  };
}

/** Tells of a stored response as if it came now. */
async function deliver(answer: WholeAnswer, { cancellation, events }: WholeExchange): Promise<WholeAnswer> {
  // No event comes in the turn of the call.
  await Promise.resolve();
  const { length } = answer.bytes;
  if (!cancellation.isCancelled) events.onHead?.(answer.head.facts);
  if (!cancellation.isCancelled && length > 0) events.onReceived?.(length, length);
  return answer;
}
