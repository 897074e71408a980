import { toFailed, toOk, type Result } from '#core/errors/result.ts';

/** What a compiled library of MLC hands out: its memory, and calls into TVM. */
const EXPORTS = ['memory', 'TVMFFIFunctionCall'] as const;

/** Fails with `runtime-unsupported` where a file is no WebAssembly, or WebAssembly of another kind. The package would say nothing to the purpose. */
export async function checkLibrary(blob: Blob, path: string, version: string): Promise<Result<null>> {
  const fail = (detail: string): Result<never> =>
    toFailed(
      'runtime-unsupported',
      `${path} is not a library for WebLLM ${version}: take the one that this version names for the model.`,
      { location: path, detail },
    );
  try {
    const module = await WebAssembly.compile(await blob.arrayBuffer());
    const names = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));
    const missing = EXPORTS.filter((name) => !names.has(name));
    return missing.length === 0 ? toOk(null) : fail(`it does not export ${missing.join(', ')}`);
  } catch (error) {
    return fail(String(error));
  }
}
