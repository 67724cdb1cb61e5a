/**
 * The names on the global object of every app, whatever the host: the language, timers, the console, and what `core` itself uses
 * (`core/globals.d.ts`). A host takes everything else away.
 */
export const APP_GLOBALS: ReadonlySet<string> = new Set(
  `Object Function Array Number Boolean String Symbol BigInt Math JSON Date RegExp Promise Proxy Reflect Intl Atomics
  Map Set WeakMap WeakSet WeakRef FinalizationRegistry Iterator DisposableStack AsyncDisposableStack
  ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float16Array Float32Array Float64Array BigInt64Array BigUint64Array
  Error AggregateError EvalError RangeError ReferenceError SuppressedError SyntaxError TypeError URIError
  NaN Infinity undefined globalThis parseInt parseFloat isNaN isFinite
  encodeURI encodeURIComponent decodeURI decodeURIComponent escape unescape
  setTimeout clearTimeout setInterval clearInterval queueMicrotask console
  URL TextEncoder TextDecoder`.split(/\s+/),
);
