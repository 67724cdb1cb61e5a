// Vitest lets modules be mocked that are imported later, also where it does not run: in the Workers of a test.
Object.assign(globalThis, { __vitest_browser_runner__: { wrapDynamicImport: (load: () => unknown) => load() } });
