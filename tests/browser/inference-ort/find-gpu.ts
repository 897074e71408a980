/** The adapter that pages of this browser get, or why there is none, which is printed. */
export async function findGpu(): Promise<GPUAdapter | null> {
  const adapter = (await (navigator as { readonly gpu?: GPU }).gpu?.requestAdapter()) ?? null;
  // oxlint-disable-next-line no-console
  if (adapter === null) console.log('skipped: this browser gives pages no WebGPU adapter (--enable-unsafe-webgpu)');
  return adapter;
}
