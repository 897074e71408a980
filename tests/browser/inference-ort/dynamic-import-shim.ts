// In browser mode Vitest makes every `import()` call a helper of its page, which workers do not have; ORT loads its runtime
// by `import()`. Absent in the built app.
Object.assign(globalThis, {
  __vitest_browser_runner__: { wrapDynamicImport: (load: () => Promise<unknown>) => load() },
});
